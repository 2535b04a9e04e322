package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogThrottleTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aFloodOfCallsIsLoggedInAFewLinesAWindowAndTheRestIsCounted() {
        LogThrottle throttle = new LogThrottle(2, Duration.ofSeconds(10));
        long begin = Long.MAX_VALUE - SECOND; // a clock that overflows meanwhile
        assertThat(throttle.admit(begin)).isZero();
        assertThat(throttle.admit(begin + SECOND)).isZero();
        for (int i = 1; i <= 500; i++) {
            assertThat(throttle.admit(begin + 9 * SECOND)).isEqualTo(i);
        }
        assertThat(throttle.admit(begin + 10 * SECOND)).isZero();
        assertThat(throttle.drain()).isEqualTo(500);
        assertThat(throttle.admit(begin + 11 * SECOND)).isZero();
        assertThat(throttle.admit(begin + 12 * SECOND)).isEqualTo(1);
    }
}
