package io.limn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.limn.config.InvalidSettingException;
import io.limn.store.StoreConfigs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventConfigTest {
    static EventConfig of(String... properties) {
        return StoreConfigs.mapping(EventConfig.class, "limn.event", properties);
    }

    @Test
    void defaults() {
        EventConfig config = EventConfigCheck.checked(of());
        assertThat(config.catchUpEvery()).isEmpty();
        assertThat(config.secret()).isEmpty();
        assertThat(config.answerTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.catchUpConcurrency()).isEqualTo(16);
        assertThat(config.maxPending()).isEqualTo(1000);
        assertThat(config.retries()).isEqualTo(4);
        assertThat(config.retryDelay()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.retryMaxDelay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.doneCacheSize()).isEqualTo(100_000);
    }

    @Test
    void catchUpMayBeOffBetweenStarts() {
        assertThat(EventConfigCheck.checked(of("catch-up-every", "0s")).catchUpEvery())
                .contains(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "catch-up-concurrency, 0, use 1 or more",
        "max-pending, 3, 'use at least limn.event.catch-up-concurrency, which is 16'",
        "retries, -1, use 0 or more",
        "catch-up-every, -1s, use a duration such as 30s",
        "answer-timeout, 0s, use a duration above zero",
        "secret, short, use at least 16 characters",
        "done-cache-size, 0, use 1 or more",
        "retry-delay, 0s, use a duration above zero",
        "retry-max-delay, 100ms, use at least limn.event.retry-delay"
    })
    void anUnusableValueIsRefusedByName(String key, String value, String fix) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> EventConfigCheck.checked(of(key, value)))
                .withMessageStartingWith("limn.event." + key + "=")
                .withMessageContaining(fix)
                .withMessageNotContaining("short");
    }

    @Test
    void theQueueHasTheseDefaults() {
        SqsConfig config = SqsConfigCheck.checked(sqs());
        assertThat(config.url()).isEmpty();
        assertThat(config.endpoint()).isEmpty();
        assertThat(config.waitTime()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.visibilityTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.maxInFlight()).isZero();
        assertThat(config.backOff()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({
        "url, ftp://x, use a web address such as https://sqs.",
        "endpoint, sqs, use a web address such as http://",
        "wait-time, 21s, use whole seconds from 0s to 20s",
        "visibility-timeout, 2s, use whole seconds from 3s",
        "back-off, 1500ms, use whole seconds",
        "max-in-flight, -1, use 0 or more"
    })
    void anUnusableQueueIsRefusedByName(String key, String value, String fix) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> SqsConfigCheck.checked(sqs(key, value)))
                .withMessageStartingWith("limn.event.sqs." + key + "=" + value)
                .withMessageContaining(fix);
    }

    private static SqsConfig sqs(String... properties) {
        return StoreConfigs.mapping(SqsConfig.class, "limn.event.sqs", properties);
    }
}
