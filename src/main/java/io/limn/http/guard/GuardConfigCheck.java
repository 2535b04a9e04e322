package io.limn.http.guard;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Refuses a configuration that guards nothing or lets nobody in, naming key, value and fix; never the value of a key. */
final class GuardConfigCheck {
    private GuardConfigCheck() {}

    /**
     * @return the same configuration
     * @throws IllegalArgumentException with a sentence for the person who wrote it
     */
    static GuardConfig checked(GuardConfig config) {
        config.apiKeys().forEach((name, hash) -> {
            if (!hash.matches("[0-9a-fA-F]{64}")) {
                // what stands there may be the key itself, so it is not said back
                throw new IllegalArgumentException("limn.http.api-keys.\"" + name
                        + "\" is no SHA-256 (64 hex digits); 'limn key " + name + "' makes a key and its line");
            }
        });
        notNegative("rate", config.rate());
        notNegative("address-rate", config.addressRate());
        config.rates().forEach((name, rate) -> notNegative("rates.\"" + name + "\"", rate));
        known("rates", config.rates(), config);
        known("body-limits", config.bodyLimits(), config);
        config.bodyLimit().ifPresent(size -> positive("body-limit", size.asLongValue()));
        config.bodyLimits().forEach((name, size) -> positive("body-limits.\"" + name + "\"", size.asLongValue()));
        config.openPaths().stream().flatMap(java.util.List::stream).forEach(path -> {
            if (!path.startsWith("/") || path.equals("/")) {
                throw refused("open-paths", path, "a path such as /v1/events");
            }
        });
        return config;
    }

    private static void known(String key, Map<String, ?> named, GuardConfig config) {
        Set<String> strangers = new TreeSet<>(named.keySet());
        strangers.removeAll(config.apiKeys().keySet());
        for (String name : strangers) {
            throw refused(
                    key + ".\"" + name + "\"", String.valueOf(named.get(name)), "a name that limn.http.api-keys has");
        }
    }

    private static void notNegative(String key, int value) {
        if (value < 0) {
            throw refused(key, String.valueOf(value), "calls a minute, or 0 for no limit");
        }
    }

    private static void positive(String key, long value) {
        if (value < 1) {
            throw refused(key, String.valueOf(value), "1 byte or more, such as 16M");
        }
    }

    private static IllegalArgumentException refused(String key, String value, String cure) {
        return new IllegalArgumentException("limn.http." + key + " is " + value + "; set it to " + cure);
    }
}
