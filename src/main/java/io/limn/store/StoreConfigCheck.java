package io.limn.store;

import io.limn.config.ConfigCheck;
import io.limn.config.Setting;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Checks {@link StoreConfig} at start. */
@Singleton
final class StoreConfigCheck implements ConfigCheck {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final int MOST_RETRIES = 20;

    private final StoreConfig config;

    StoreConfigCheck(StoreConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return StoreConfig.class;
    }

    @Override
    public void check() {
        checked(config);
    }

    /**
     * @return the same configuration
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    static StoreConfig checked(StoreConfig config) {
        buckets(config);
        endpoint(config);
        Setting.port("limn.store.embedded-port", config.embeddedPort());
        Setting.positive("limn.store.connect-timeout", config.connectTimeout(), "3s");
        Setting.positive("limn.store.read-timeout", config.readTimeout(), "15s");
        Setting.positive("limn.store.attempt-timeout", config.attemptTimeout(), "60s");
        Setting.positive("limn.store.retry-delay", config.retryDelay(), "200ms");
        Setting.positive("limn.store.settle-time", config.settleTime(), "1s");
        Setting.require(
                config.callTimeout().compareTo(config.attemptTimeout()) >= 0,
                "limn.store.call-timeout",
                config.callTimeout(),
                "use at least limn.store.attempt-timeout");
        Setting.require(
                config.retryMaxDelay().compareTo(config.retryDelay()) >= 0,
                "limn.store.retry-max-delay",
                config.retryMaxDelay(),
                "use at least limn.store.retry-delay");
        Setting.between("limn.store.retries", config.retries(), 0, MOST_RETRIES, "3");
        Setting.atLeast("limn.store.connections", config.connections(), 1, "32");
        Setting.require(
                config.embeddedMaxBody().asLongValue() >= 1 << 20,
                "limn.store.embedded-max-body",
                config.embeddedMaxBody().asLongValue(),
                "use at least 1M");
        return config;
    }

    private static void buckets(StoreConfig config) {
        bucket("limn.store.uploads", config.uploads());
        bucket("limn.store.results", config.results());
        Setting.require(
                !config.uploads().equals(config.results()),
                "limn.store.results",
                config.results(),
                "use another bucket than limn.store.uploads, or results would be parsed as frames");
    }

    private static void bucket(String key, String name) {
        Setting.require(
                BUCKET.matcher(name).matches() && !name.contains(".."),
                key,
                name,
                "use a bucket name of 3 to 63 characters from a-z, 0-9, '-' and '.'");
    }

    private static void endpoint(StoreConfig config) {
        config.endpoint().ifPresent(url -> {
            Setting.webAddress("limn.store.endpoint", url, "http://127.0.0.1:9000");
            Setting.require(
                    !StoreConfig.isEmbedded(config),
                    "limn.store.embedded",
                    "true",
                    "it contradicts limn.store.endpoint=" + url + ", remove one of the two");
        });
        Setting.require(
                !config.region().isBlank(),
                "limn.store.region",
                config.region(),
                "use the region of the buckets, e.g. us-east-1");
        if (config.accessKey().isPresent() != config.secretKey().isPresent()) {
            throw Setting.invalid(
                    config.accessKey().isPresent() ? "limn.store.secret-key" : "limn.store.access-key",
                    "",
                    "set limn.store.access-key and limn.store.secret-key, or neither");
        }
    }
}
