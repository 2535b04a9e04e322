package io.limn.event;

import java.time.Duration;

/** Refuses an event configuration that can't work, naming key, value and fix. */
final class EventConfigCheck {
    private EventConfigCheck() {}

    /**
     * @return the same configuration
     * @throws IllegalArgumentException with a sentence for the person who wrote it
     */
    static EventConfig checked(EventConfig config) {
        if (config.catchUpEvery().isNegative()) {
            throw refused("catch-up-every", config.catchUpEvery(), "is negative; take 30s, or 0s for at start only");
        }
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
        return config;
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
