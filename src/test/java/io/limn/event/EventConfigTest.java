package io.limn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
        assertThat(config.queueUrl()).isEmpty();
        assertThat(config.queueEndpoint()).isEmpty();
        assertThat(config.queueWait()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.queueVisibility()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.queueAtOnce()).isZero();
        assertThat(config.queueBackOff()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.secret()).isEmpty();
        assertThat(config.answerTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.catchUpAtOnce()).isEqualTo(16);
        assertThat(config.pending()).isEqualTo(1000);
        assertThat(config.retries()).isEqualTo(4);
        assertThat(config.retryDelay()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.retryMaxDelay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.remembered()).isEqualTo(100_000);
    }

    @Test
    void catchUpMayBeOffBetweenStarts() {
        assertThat(EventConfigCheck.checked(of("catch-up-every", "0s")).catchUpEvery())
                .contains(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "catch-up-at-once, 0, take at least 1",
        "pending, 3, take at least 16",
        "retries, -1, take at least 0",
        "catch-up-every, -1s, is negative",
        "queue-url, ftp://x, is no web address",
        "queue-endpoint, sqs, is no web address",
        "queue-wait, 21s, must be whole seconds from 0s to 20s",
        "queue-visibility, 2s, must be whole seconds from 3s",
        "queue-back-off, 1500ms, must be whole seconds",
        "queue-at-once, -1, take at least 0",
        "answer-timeout, 0s, must be longer than zero",
        "secret, short, is too short",
        "remembered, 0, take at least 1",
        "retry-delay, 0s, must be longer than zero",
        "retry-max-delay, 100ms, is shorter than limn.event.retry-delay"
    })
    void aValueThatCannotWorkIsRefusedByName(String key, String value, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventConfigCheck.checked(of(key, value)))
                .withMessageStartingWith("limn.event." + key + "=")
                .withMessageContaining(why);
    }
}
