package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void theFirstFrameReplacesTheGuessAndLaterOnesMoveIt() {
        Pace pace = new Pace(1, Duration.ofSeconds(9));
        assertThat(pace.forFrames(2)).isEqualTo(Duration.ofSeconds(18));
        pace.worked(100_000_000);
        assertThat(pace.forFrames(1)).isEqualTo(Duration.ofMillis(100));
        pace.worked(200_000_000);
        assertThat(pace.forFrames(10)).isEqualTo(Duration.ofMillis(1200));
    }

    @Test
    void workersShareTheFramesButOneFrameTakesItsTime() {
        Pace pace = new Pace(4, Duration.ofMillis(400));
        assertThat(pace.forFrames(8)).isEqualTo(Duration.ofMillis(800));
        assertThat(pace.forFrames(1)).isEqualTo(Duration.ofMillis(400));
        assertThat(pace.forFrames(0)).isEqualTo(Duration.ofMillis(400));
    }
}
