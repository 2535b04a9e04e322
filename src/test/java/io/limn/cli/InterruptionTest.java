package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final Interruption interruption = new Interruption();
    private final AtomicInteger stopped = new AtomicInteger();

    @Test
    void aStopBeforeTheWorkIsRegisteredIsNotLost() {
        interruption.stop();
        interruption.during(stopped::incrementAndGet);
        assertThat(stopped).hasValue(1);
        interruption.over();
        interruption.stop();
        assertThat(stopped).hasValue(1);
    }

    @Test
    void workThatIsOverIsNotStopped() {
        interruption.during(stopped::incrementAndGet);
        interruption.over();
        interruption.stop();
        assertThat(stopped).hasValue(0);
    }

    @Test
    void workIsStoppedOnce() {
        interruption.during(stopped::incrementAndGet);
        interruption.stop();
        interruption.stop();
        assertThat(stopped).hasValue(1);
    }
}
