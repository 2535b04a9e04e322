package io.limn.event;

import java.net.URI;
import java.time.Duration;

/** Refuses an event configuration that can't work, naming key, value and fix. */
public final class EventConfigCheck {
    private static final int SHORTEST_SECRET = 16;

    private EventConfigCheck() {}

    /**
     * @return the same configuration
     * @throws IllegalArgumentException with a sentence for the person who wrote it
     */
    public static EventConfig checked(EventConfig config) {
        config.catchUpEvery().filter(Duration::isNegative).ifPresent(every -> {
            throw refused("catch-up-every", every, "is negative; take 30s, or 0s for at start only");
        });
        atLeast("catch-up-at-once", config.catchUpAtOnce(), 1);
        atLeast("pending", config.pending(), config.catchUpAtOnce());
        atLeast("retries", config.retries(), 0);
        atLeast("remembered", config.remembered(), 1);
        positive("retry-delay", config.retryDelay());
        if (config.retryMaxDelay().compareTo(config.retryDelay()) < 0) {
            throw refused(
                    "retry-max-delay",
                    config.retryMaxDelay(),
                    "is shorter than limn.event.retry-delay; make it at least as long");
        }
        config.queueUrl()
                .ifPresent(url -> web("queue-url", url, "https://sqs.eu-central-1.amazonaws.com/123456789012/q"));
        config.queueEndpoint().ifPresent(url -> web("queue-endpoint", url, "http://127.0.0.1:9324"));
        between("queue-wait", config.queueWait(), Duration.ZERO, Duration.ofSeconds(20));
        between("queue-visibility", config.queueVisibility(), Duration.ofSeconds(3), Duration.ofHours(12));
        between("queue-back-off", config.queueBackOff(), Duration.ZERO, Duration.ofMinutes(15));
        atLeast("queue-at-once", config.queueAtOnce(), 0);
        positive("answer-timeout", config.answerTimeout());
        config.secret().filter(secret -> secret.length() < SHORTEST_SECRET).ifPresent(secret -> {
            throw refused("secret", "…", "is too short; take at least " + SHORTEST_SECRET + " characters");
        });
        return config;
    }

    private static void web(String key, URI url, String example) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null) {
            throw refused(key, url, "is no web address; write it like " + example);
        }
    }

    private static void between(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0 || value.toMillis() % 1000 != 0) {
            throw refused(
                    key, value, "must be whole seconds from " + least.toSeconds() + "s to " + most.toSeconds() + "s");
        }
    }

    private static void atLeast(String key, int value, int least) {
        if (value < least) {
            throw refused(key, value, "is too small; take at least " + least);
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw refused(key, value, "must be longer than zero, such as 500ms");
        }
    }

    private static IllegalArgumentException refused(String key, Object value, String why) {
        return new IllegalArgumentException("limn.event." + key + "=" + value + " " + why);
    }
}
