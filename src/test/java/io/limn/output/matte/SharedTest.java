package io.limn.output.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.Frame;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedTest {
    private static final int CALLERS = 8;

    @Test
    void eachStepIsDoneOnceHoweverManyCallers() {
        AtomicIntegerArray done = new AtomicIntegerArray(1000);
        IntStream.range(0, CALLERS)
                .parallel()
                .forEach(caller -> Shared.steps(done.length(), () -> "", (worker, i) -> done.incrementAndGet(i)));
        assertThat(IntStream.range(0, done.length()).map(done::get)).containsOnly(CALLERS);
    }

    @Test
    void allFramesTogetherHaveAFewThreadsAndNoneOfTheJdksPool() {
        Set<String> pools = ConcurrentHashMap.newKeySet();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Thread caller = Thread.currentThread();
        for (int run = 0; run < 50; run++) {
            Shared.steps(64, () -> "", (worker, i) -> {
                threads.add(Thread.currentThread());
                pools.add(Thread.currentThread().getName());
            });
        }
        threads.remove(caller);
        pools.remove(caller.getName());
        assertThat(threads).hasSizeLessThanOrEqualTo(Shared.MOST_HELPERS);
        assertThat(pools).isSubsetOf("limn-mattes");
    }

    @Test
    void exceptionsOfAStepArePassedOn() {
        assertThatThrownBy(() -> Shared.steps(64, () -> "", (worker, i) -> {
                    throw new IllegalStateException("step " + i);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("step");
    }

    @Test
    void aMatteIsTheSameAloneAndWithAllThreadsFree() throws Exception {
        Frame frame = MattePlanes.frame(Path.of("samples/walk/plate.0005.jpg"));
        try (OnnxParser parser = OnnxParser.of(new ModelSettings("limn", Path.of("models"), 2));
                Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
            float[] shared = MatteFrame.of(frame, parsing).foreground().clone();
            CountDownLatch release = new CountDownLatch(1);
            Thread busy = withAllHelpersBusy(release);
            try {
                assertThat(MatteFrame.of(frame, parsing).foreground()).isEqualTo(shared);
            } finally {
                release.countDown();
                busy.join();
            }
        }
    }

    /** The helpers of this machine wait, and so does a caller of theirs. */
    private static Thread withAllHelpersBusy(CountDownLatch release) throws InterruptedException {
        int threads = Math.min(Shared.MOST_HELPERS + 1, Runtime.getRuntime().availableProcessors());
        CountDownLatch waiting = new CountDownLatch(threads);
        Thread caller = new Thread(() -> Shared.steps(threads, () -> "", (worker, i) -> {
            waiting.countDown();
            try {
                release.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        caller.start();
        assertThat(waiting.await(10, TimeUnit.SECONDS)).as("all helpers busy").isTrue();
        return caller;
    }
}
