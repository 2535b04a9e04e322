package io.limn.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.limn.parsing.Cancellation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPermitsTest {
    @TempDir
    Path folder;

    private Path network(long megabytes) throws IOException {
        Path file = folder.resolve(megabytes + ".onnx");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(megabytes << 20);
        }
        return file;
    }

    @Test
    void concurrentRunsOfALargeNetworkAreLimitedByCores() throws IOException {
        Path large = network(240);
        assertEquals(1, RunPermits.concurrent(large, 2, 2));
        assertEquals(4, RunPermits.concurrent(large, 2, 8));
        assertEquals(1, RunPermits.concurrent(large, 16, 8), "and once at least");
    }

    @Test
    void aSmallNetworkIsNotLimited() throws IOException {
        assertEquals(Integer.MAX_VALUE, RunPermits.concurrent(network(8), 2, 2));
    }

    @Test
    void aTimeoutNamesTheKeyAndAFix() {
        RunPermits permits = new RunPermits(1, Duration.ofMillis(1));
        permits.acquire(Cancellation.NEVER);
        PermitTimeoutException refusal =
                assertThrows(PermitTimeoutException.class, () -> permits.acquire(Cancellation.NEVER));
        assertEquals(
                "earlier runs took longer than 1 ms (limn.model.permit-timeout): send fewer frames concurrently, or raise the timeout",
                refusal.getMessage());
        permits.release();
        assertDoesNotThrow(() -> permits.acquire(Cancellation.NEVER), "a released permit is the next caller's");
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLongerAndStaysInterrupted() {
        RunPermits permits = new RunPermits(1, Duration.ofHours(1));
        permits.acquire(Cancellation.NEVER);
        Thread.currentThread().interrupt();
        assertThrows(PermitTimeoutException.class, () -> permits.acquire(Cancellation.NEVER));
        assertTrue(Thread.interrupted());
    }

    @Test
    void cancelledWorkStopsWaiting() {
        RunPermits permits = new RunPermits(1, Duration.ofHours(1));
        permits.acquire(Cancellation.NEVER);
        CancelledOnceBegun nobody = new CancelledOnceBegun();
        assertThrows(CancellationException.class, () -> permits.acquire(nobody));
        assertFalse(Thread.interrupted());
        permits.release();
        assertDoesNotThrow(() -> permits.acquire(Cancellation.NEVER), "it took no permit");
    }
}
