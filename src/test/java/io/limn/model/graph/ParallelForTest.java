package io.limn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelForTest {
    private final ParallelFor workers = new ParallelFor(3);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void everythingIsDoneOnceBeforeItReturns() {
        for (int count : new int[] {0, 1, 2, 3, 1000}) {
            AtomicIntegerArray done = new AtomicIntegerArray(count);
            workers.each(count, done::incrementAndGet);
            for (int i = 0; i < count; i++) {
                assertThat(done.get(i)).as("%d of %d", i, count).isEqualTo(1);
            }
        }
    }

    @Test
    void threadsWorkAtTheSameTime() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        workers.each(3, i -> {
            all.countDown();
            all.await();
        });
        assertThat(all.getCount()).isZero();
    }

    @Test
    void aFailureIsPassedOnAsThrownAndTheRestIsSkipped() {
        AtomicInteger done = new AtomicInteger();
        assertThatThrownBy(() -> workers.each(1_000_000, i -> {
                    if (i == 20) {
                        throw new IOException("no disk");
                    }
                    done.incrementAndGet();
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no disk");
        assertThat(done.get()).isLessThan(1_000_000);
        assertThatThrownBy(() -> workers.each(5, i -> {
                    throw new AssertionError("a mistake");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("a mistake");
        workers.each(5, i -> done.set(-1));
        assertThat(done).hasValue(-1);
    }

    @Test
    void nestedWorkRunsOnTheCallingThread() {
        AtomicInteger done = new AtomicInteger();
        workers.each(8, i -> workers.each(8, j -> done.incrementAndGet()));
        assertThat(done).hasValue(64);
    }
}
