package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.job.Outcome.Parsed;
import io.limn.result.MemorySink;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Small frames go on beside frames that are large or take long. */
class LongFramesTest {
    private static final String[] ONE_WORKER = {"workers", "1", "fetch-ahead", "0", "pixels-in-flight", "1000"};
    private static final String LARGE = "90x90";
    private static final String SLOW = "9x9 slow";

    @Test
    void aSmallFrameIsParsedWhileALargeOneHoldsAllThePixelsThatItMay() throws Exception {
        aSmallFrameIsParsedBeside(LARGE);
    }

    @Test
    void aSmallFrameIsParsedWhileOneOfFewPixelsTakesLongToDecode() throws Exception {
        aSmallFrameIsParsedBeside(SLOW);
    }

    private static void aSmallFrameIsParsedBeside(String file) throws Exception {
        try (Parts parts = new Parts(null, ONE_WORKER)) {
            Hold hold = new Hold();
            parts.decoding = frame -> hold.here(frame.width() > 8);
            CompletableFuture<Outcome> first = parts.call("long.png", file);
            hold.awaitArrival();
            assertThat(parts.call("small.png", "8x8").get(10, TimeUnit.SECONDS)).isInstanceOf(Parsed.class);
            hold.release();
            assertThat(first.join()).isInstanceOf(Parsed.class);
        }
    }

    @Test
    void waitingLongFramesHoldNeitherSlotsNorWorkers() throws Exception {
        try (Parts parts = new Parts(null, ONE_WORKER)) {
            Hold hold = new Hold();
            AtomicInteger together = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            parts.decoding = frame -> {
                if (frame.width() > 8) {
                    most.accumulateAndGet(together.incrementAndGet(), Math::max);
                }
                hold.here(frame.width() > 8);
            };
            parts.parsing = frame -> together.addAndGet(frame.width() > 8 ? -1 : 0);
            List<CompletableFuture<Outcome>> slow = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                slow.add(parts.send(i + ".png", i % 2 == 0 ? LARGE : SLOW, Admission.WAIT));
            }
            hold.awaitArrival();
            for (int i = 0; i < 5; i++) {
                assertThat(parts.call("small." + i + ".png", "8x8").get(10, TimeUnit.SECONDS))
                        .isInstanceOf(Parsed.class);
            }
            hold.release();
            assertThat(slow).allSatisfy(frame -> assertThat(frame.join()).isInstanceOf(Parsed.class));
            assertThat(most.get())
                    .as("long frames decoded at once, with one place")
                    .isEqualTo(1);
            assertThat(parts.pipeline().waiting()).isZero();
            assertThat(parts.pipeline().inFlight()).isZero();
        }
    }

    @Test
    void cancellingALongFrameLeavesItsQueue() throws Exception {
        try (Parts parts = new Parts(null, ONE_WORKER)) {
            Hold hold = new Hold();
            parts.decoding = frame -> hold.here(frame.width() > 8);
            CompletableFuture<Outcome> first = parts.call("1.png", SLOW);
            hold.awaitArrival();
            Cancellable second = parts.submit(Parts.request("2.png", SLOW), new MemorySink(), Admission.WAIT)
                    .subscribe()
                    .with(outcome -> {});
            assertThat(parts.call("small.png", "8x8").get(10, TimeUnit.SECONDS)).isInstanceOf(Parsed.class);
            assertThat(parts.pipeline().waiting()).isEqualTo(1);
            second.cancel();
            assertThat(parts.pipeline().waiting()).isZero();
            hold.release();
            assertThat(first.join()).isInstanceOf(Parsed.class);
        }
    }
}
