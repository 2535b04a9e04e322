package io.limn.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallRatesTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final CallRates rates = new CallRates(3, now::get);

    @Test
    void aMinutesCallsMayComeAtOnceThenAtTheRate() {
        for (int i = 0; i < 6; i++) {
            assertThat(rates.take("a", 6)).isZero();
        }
        assertThat(rates.take("a", 6)).isEqualTo(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(4));
        assertThat(rates.take("a", 6)).isBetween(Duration.ofMillis(5_999), Duration.ofMillis(6_001));
        pass(Duration.ofMillis(6_001));
        assertThat(rates.take("a", 6)).isZero();
        assertThat(rates.take("a", 6)).isPositive();
    }

    @Test
    void aTokenBucketHoldsAtMostOneMinutesCalls() {
        assertThat(rates.take("a", 2)).isZero();
        pass(Duration.ofHours(1));
        assertThat(rates.take("a", 2)).isZero();
        assertThat(rates.take("a", 2)).isZero();
        assertThat(rates.take("a", 2)).isPositive();
    }

    @Test
    void rateLimitsOfCallersAreSeparate() {
        assertThat(rates.take("a", 1)).isZero();
        assertThat(rates.take("b", 1)).isZero();
        assertThat(rates.take("a", 1)).isPositive();
    }

    @Test
    void zeroSetsNoLimitAndRemembersNobody() {
        for (int i = 0; i < 1000; i++) {
            assertThat(rates.take("a", 0)).isZero();
        }
        assertThat(rates.remembered()).isZero();
    }

    @Test
    void manyCallersStayWithinBoundedMemoryAndABusyOneIsRemembered() {
        rates.take("busy", 1);
        for (int i = 0; i < 1000; i++) {
            assertThat(rates.take("busy", 1)).isPositive();
            rates.take("passer-by " + i, 1);
        }
        assertThat(rates.remembered()).isEqualTo(3);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
