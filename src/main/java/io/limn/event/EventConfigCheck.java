package io.limn.event;

import io.limn.config.ConfigCheck;
import io.limn.config.Setting;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Checks {@link EventConfig} at start. */
@Singleton
public final class EventConfigCheck implements ConfigCheck {
    private static final int SHORTEST_SECRET = 16;

    private final EventConfig config;

    EventConfigCheck(EventConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return EventConfig.class;
    }

    @Override
    public void check() {
        checked(config);
    }

    /**
     * @return the same configuration
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    public static EventConfig checked(EventConfig config) {
        config.catchUpEvery().filter(Duration::isNegative).ifPresent(every -> {
            throw Setting.invalid(
                    "limn.event.catch-up-every", every, "use a duration such as 30s, or 0s for only at start");
        });
        Setting.atLeast("limn.event.catch-up-concurrency", config.catchUpConcurrency(), 1, "16");
        Setting.require(
                config.maxPending() >= config.catchUpConcurrency(),
                "limn.event.max-pending",
                config.maxPending(),
                "use at least limn.event.catch-up-concurrency, which is " + config.catchUpConcurrency());
        Setting.atLeast("limn.event.retries", config.retries(), 0, "4");
        Setting.atLeast("limn.event.done-cache-size", config.doneCacheSize(), 1, "100000");
        Setting.positive("limn.event.retry-delay", config.retryDelay(), "500ms");
        Setting.require(
                config.retryMaxDelay().compareTo(config.retryDelay()) >= 0,
                "limn.event.retry-max-delay",
                config.retryMaxDelay(),
                "use at least limn.event.retry-delay");
        Setting.positive("limn.event.answer-timeout", config.answerTimeout(), "60s");
        Setting.require(
                config.secret()
                        .filter(secret -> secret.length() < SHORTEST_SECRET)
                        .isEmpty(),
                "limn.event.secret",
                "…",
                "use at least " + SHORTEST_SECRET + " characters");
        return config;
    }
}
