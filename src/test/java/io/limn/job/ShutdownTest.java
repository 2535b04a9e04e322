package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.job.Outcome.Parsed;
import io.limn.problem.FrameFailedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    @Test
    void runningFramesAreFinishedAndWaitingOnesHandedBack() {
        Parts parts = new Parts(null, "workers", "1", "fetch-ahead", "0");
        Hold hold = new Hold();
        parts.parsing = frame -> hold.here(true);
        CompletableFuture<Outcome> computing = parts.send("1.png", "2x2", Admission.WAIT);
        CompletableFuture<Outcome> waiting = parts.send("2.png", "2x2", Admission.WAIT);
        hold.awaitArrival();
        waiting.whenComplete((outcome, failure) -> hold.release());
        parts.pipeline().stop();
        assertThat(computing).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Parsed.class);
        assertThatThrownBy(waiting::join)
                .hasCauseInstanceOf(FrameFailedException.class)
                .hasMessageContaining("is stopping");
    }

    @Test
    void laterCallsAreRefused() {
        Parts parts = new Parts(null);
        parts.pipeline().stop();
        assertThatThrownBy(() -> parts.call("1.png", "2x2").join()).hasCauseInstanceOf(FrameFailedException.class);
        assertThatThrownBy(() -> parts.send("1.png", "2x2", Admission.WAIT).join())
                .hasCauseInstanceOf(FrameFailedException.class);
    }

    @Test
    void workNotDoneInTimeIsHandedBack() {
        Parts parts = new Parts(null, "shutdown-timeout", "50ms");
        Hold hold = new Hold();
        parts.parsing = frame -> hold.here(true);
        CompletableFuture<Outcome> late = parts.send("1.png", "2x2", Admission.WAIT);
        hold.awaitArrival();
        parts.pipeline().stop();
        assertThat(late).isCompletedExceptionally();
        assertThatThrownBy(late::join).hasCauseInstanceOf(FrameFailedException.class);
        hold.release();
        assertThat(parts.pipeline().inFlight()).isZero();
    }
}
