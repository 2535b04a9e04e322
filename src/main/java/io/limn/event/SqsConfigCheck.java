package io.limn.event;

import io.limn.config.ConfigCheck;
import io.limn.config.Setting;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Checks {@link SqsConfig} at start. */
@Singleton
public final class SqsConfigCheck implements ConfigCheck {
    private final SqsConfig config;

    SqsConfigCheck(SqsConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return SqsConfig.class;
    }

    @Override
    public void check() {
        checked(config);
    }

    /**
     * @return the same configuration
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    public static SqsConfig checked(SqsConfig config) {
        config.url()
                .ifPresent(url -> Setting.webAddress(
                        "limn.event.sqs.url", url, "https://sqs.eu-central-1.amazonaws.com/123456789012/frames"));
        config.endpoint().ifPresent(url -> Setting.webAddress("limn.event.sqs.endpoint", url, "http://127.0.0.1:9324"));
        Setting.seconds("limn.event.sqs.wait-time", config.waitTime(), Duration.ZERO, Duration.ofSeconds(20));
        Setting.seconds(
                "limn.event.sqs.visibility-timeout",
                config.visibilityTimeout(),
                Duration.ofSeconds(3),
                Duration.ofHours(12));
        Setting.seconds("limn.event.sqs.back-off", config.backOff(), Duration.ZERO, Duration.ofMinutes(15));
        Setting.atLeast("limn.event.sqs.max-in-flight", config.maxInFlight(), 0, "16");
        return config;
    }
}
