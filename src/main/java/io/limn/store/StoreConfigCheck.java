package io.limn.store;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/** Refuses a store configuration that can't work, naming key, value and fix. */
final class StoreConfigCheck {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private StoreConfigCheck() {}

    /**
     * @return the same configuration
     * @throws IllegalArgumentException with a sentence for the person who wrote it
     */
    static StoreConfig checked(StoreConfig config) {
        bucket("uploads", config.uploads());
        bucket("results", config.results());
        if (config.uploads().equals(config.results())) {
            throw refused(
                    "results",
                    config.results(),
                    "is the uploads bucket too, so results would be taken for frames; name another");
        }
        boolean embedded = StoreConfig.isEmbedded(config);
        if (embedded && config.endpoint().isPresent()) {
            throw refused(
                    "embedded",
                    "true",
                    "contradicts limn.store.endpoint=" + config.endpoint().get() + "; remove one of them");
        }
        if (config.region().isBlank()) {
            throw refused("region", config.region(), "is empty; name the region of the buckets, or us-east-1");
        }
        config.endpoint().ifPresent(StoreConfigCheck::endpoint);
        if (config.accessKey().isPresent() != config.secretKey().isPresent()) {
            throw refused(
                    config.accessKey().isPresent() ? "secret-key" : "access-key",
                    "",
                    "is missing; give limn.store.access-key and limn.store.secret-key together or neither");
        }
        if (config.embeddedPort() < 0 || config.embeddedPort() > 65_535) {
            throw refused("embedded-port", config.embeddedPort(), "is no port; take 1 to 65535, or 0 for any free one");
        }
        positive("connect-timeout", config.connectTimeout());
        positive("read-timeout", config.readTimeout());
        positive("attempt-timeout", config.attemptTimeout());
        positive("call-timeout", config.callTimeout());
        positive("retry-delay", config.retryDelay());
        positive("retry-max-delay", config.retryMaxDelay());
        positive("settle", config.settle());
        if (config.callTimeout().compareTo(config.attemptTimeout()) < 0) {
            throw refused(
                    "call-timeout",
                    config.callTimeout(),
                    "is shorter than limn.store.attempt-timeout; make it at least as long");
        }
        if (config.retryMaxDelay().compareTo(config.retryDelay()) < 0) {
            throw refused(
                    "retry-max-delay",
                    config.retryMaxDelay(),
                    "is shorter than limn.store.retry-delay; make it at least as long");
        }
        if (config.retries() < 0 || config.retries() > 20) {
            throw refused("retries", config.retries(), "must be 0 to 20");
        }
        if (config.connections() < 1) {
            throw refused("connections", config.connections(), "must be at least 1");
        }
        if (config.embeddedMaxBody().asLongValue() < 1 << 20) {
            throw refused("embedded-max-body", config.embeddedMaxBody().asLongValue(), "must be at least 1M");
        }
        return config;
    }

    private static void bucket(String key, String name) {
        if (!BUCKET.matcher(name).matches() || name.contains("..")) {
            throw refused(key, name, "is no bucket name; take 3 to 63 of a-z, 0-9, '-' and '.'");
        }
    }

    private static void endpoint(URI endpoint) {
        boolean web = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        if (!web || endpoint.getHost() == null) {
            throw refused("endpoint", endpoint, "is no endpoint; write it like http://127.0.0.1:9000");
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw refused(key, value, "must be longer than zero, such as 5s");
        }
    }

    private static IllegalArgumentException refused(String key, Object value, String why) {
        return new IllegalArgumentException("limn.store." + key + "=" + value + " " + why);
    }
}
