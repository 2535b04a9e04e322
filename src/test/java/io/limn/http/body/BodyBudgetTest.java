package io.limn.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.store.StoreConfigs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Holding costs the holder: room for bytes is counted in all and by caller, and time runs against a body that does not come. */
class BodyBudgetTest {
    @Test
    void noCallerTakesMoreThanHalfAndAllTogetherNoMoreThanAll() {
        BodyBudget budget = new BodyBudget(100);
        try (BodyBudget.Share a = budget.share("a");
                BodyBudget.Share a2 = budget.share("a");
                BodyBudget.Share b = budget.share("b");
                BodyBudget.Share c = budget.share("c")) {
            assertThat(a.grow(40)).isTrue();
            assertThat(a2.grow(20)).as("over the caller's half").isFalse();
            assertThat(a2.grow(10)).isTrue();
            assertThat(b.grow(50)).isTrue();
            assertThat(c.grow(1)).as("over all").isFalse();
            a.close();
            assertThat(c.grow(40)).isTrue();
        }
        assertThat(budget.held()).isZero();
    }

    @Test
    void aSingleBodyIsAdmittedWhateverItsSize() {
        BodyBudget budget = new BodyBudget(100);
        try (BodyBudget.Share large = budget.share("a");
                BodyBudget.Share other = budget.share("b")) {
            assertThat(large.grow(500)).isTrue();
            assertThat(other.grow(1)).isFalse();
        }
        assertThat(budget.held()).isZero();
    }

    @Test
    void aBodyMustArriveFastEnough() {
        BodyConfig config = StoreConfigs.mapping(
                BodyConfig.class, "limn.http", "body-wait", "10s", "body-rate", "1000", "body-timeout", "60s");
        BodyPace pace = new BodyPace(config, 0);
        pace.came(5_000, seconds(5));
        assertThat(pace.late(seconds(9))).isEmpty();
        assertThat(pace.late(seconds(16)).orElseThrow()).hasMessageContaining("for 10 s");
        pace.came(1_000, seconds(14));
        assertThat(pace.late(seconds(15)).orElseThrow()).hasMessageContaining("less than 1000 bytes per second");
        pace.came(100_000, seconds(20));
        assertThat(pace.late(seconds(25))).isEmpty();
        pace.came(1, seconds(60));
        assertThat(pace.late(seconds(61)).orElseThrow()).hasMessageContaining("longer than 60 s");
    }

    @Test
    void pausesOfOurOwnReadingDoNotCount() {
        BodyConfig config = StoreConfigs.mapping(BodyConfig.class, "limn.http", "body-wait", "10s");
        BodyPace pace = new BodyPace(config, 0);
        pace.came(100_000, seconds(1));
        pace.paused(seconds(1));
        assertThat(pace.late(seconds(50))).isEmpty();
        pace.resumed(seconds(50));
        assertThat(pace.late(seconds(55))).isEmpty();
        assertThat(pace.late(seconds(61))).isPresent();
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
