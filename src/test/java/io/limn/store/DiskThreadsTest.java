package io.limn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

class DiskThreadsTest {
    private static final int THREADS = 16;

    @Test
    void operationsBeyondTheLimitAreAnsweredSlowDownAndThoseThatWaitAreDone() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Integer>> admitted = new ArrayList<>();
        try (DiskThreads threads = new DiskThreads()) {
            for (int i = 0; i < THREADS + S3Access.WAITING; i++) {
                admitted.add(threads.call(() -> {
                    await(disk);
                    return done.incrementAndGet();
                }));
            }
            assertThatThrownBy(threads.call(done::incrementAndGet)::join)
                    .hasCauseInstanceOf(S3Exception.class)
                    .satisfies(failure -> {
                        S3Exception answer = (S3Exception) failure.getCause();
                        assertThat(answer.statusCode()).isEqualTo(503);
                        assertThat(answer.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
                    });
            CompletableFuture<Void> rest = new CompletableFuture<>();
            threads.execute(() -> rest.complete(null));
            disk.countDown();
            CompletableFuture.allOf(admitted.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
            rest.get(1, TimeUnit.MINUTES);
            assertThat(done).hasValue(THREADS + S3Access.WAITING);
            assertThat(threads.call(done::incrementAndGet).get(1, TimeUnit.MINUTES))
                    .isPositive();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
