package io.limn.http.guard;

import io.limn.config.ConfigCheck;
import io.limn.config.InvalidSettingException;
import io.limn.config.Setting;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Checks {@link GuardConfig} at start. */
@Singleton
final class GuardConfigCheck implements ConfigCheck {
    private final GuardConfig config;

    GuardConfigCheck(GuardConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return GuardConfig.class;
    }

    @Override
    public void check() {
        checked(config);
    }

    /**
     * @return the same configuration
     * @throws InvalidSettingException naming the key, its value and the fix
     */
    static GuardConfig checked(GuardConfig config) {
        config.apiKeys().forEach((name, hash) -> {
            if (!hash.matches("[0-9a-fA-F]{64}")) {
                // The value may be the key itself, so it is not repeated.
                throw new InvalidSettingException("limn.http.api-keys.\"" + name
                        + "\"=… is not valid: use the SHA-256 of the key (64 hex digits), as printed by 'limn key "
                        + name
                        + "'");
            }
        });
        rate("rate", config.rate());
        rate("address-rate", config.addressRate());
        Setting.require(
                config.proxies() >= 1, "limn.http.proxies", config.proxies(), "use the number of proxies, 1 or more");
        Setting.require(
                config.maxOpenCalls() >= 0,
                "limn.http.max-open-calls",
                config.maxOpenCalls(),
                "use 1 or more, or 0 for no limit");
        config.rates().forEach((name, rate) -> rate("rates.\"" + name + "\"", rate));
        owners("rates", config.rates(), config);
        owners("body-limits", config.bodyLimits(), config);
        config.bodyLimit().ifPresent(size -> size("body-limit", size.asLongValue()));
        config.bodyLimits().forEach((name, size) -> size("body-limits.\"" + name + "\"", size.asLongValue()));
        config.openPaths().stream()
                .flatMap(List::stream)
                .forEach(path -> Setting.require(
                        path.startsWith("/") && !path.equals("/"),
                        "limn.http.open-paths",
                        path,
                        "use a path such as /v1/events"));
        return config;
    }

    private static void owners(String key, Map<String, ?> limits, GuardConfig config) {
        limits.keySet().stream()
                .sorted()
                .forEach(name -> Setting.require(
                        config.apiKeys().containsKey(name),
                        "limn.http." + key + ".\"" + name + "\"",
                        limits.get(name),
                        "use a name from limn.http.api-keys"));
    }

    private static void rate(String key, int value) {
        Setting.require(value >= 0, "limn.http." + key, value, "use calls per minute, or 0 for no limit");
    }

    private static void size(String key, long value) {
        Setting.require(value >= 1, "limn.http." + key, value, "use 1 byte or more, e.g. 16M");
    }
}
