package io.limn.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnsTest {
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
    void aLargeNetworkRunsOnlyAsOftenAtOnceAsThereAreCores() throws IOException {
        Path large = network(240);
        assertEquals(1, Turns.atOnce(large, 2, 2));
        assertEquals(4, Turns.atOnce(large, 2, 8));
        assertEquals(1, Turns.atOnce(large, 16, 8), "and once at least");
    }

    @Test
    void aSmallNetworkRunsForAllTogether() throws IOException {
        assertEquals(Integer.MAX_VALUE, Turns.atOnce(network(8), 2, 2));
    }

    @Test
    void whoGetsNoTurnInTimeIsToldTheKeyAndAFix() {
        Turns turns = new Turns(1, Duration.ofMillis(1));
        turns.begin();
        NoTurnException refusal = assertThrows(NoTurnException.class, turns::begin);
        assertEquals(
                "runs before it took longer than 1 ms (limn.model.turn-timeout): send fewer frames at once, or wait longer",
                refusal.getMessage());
        turns.end();
        assertDoesNotThrow(turns::begin, "a turn that ended is the next one's");
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLongerAndStaysInterrupted() {
        Turns turns = new Turns(1, Duration.ofHours(1));
        turns.begin();
        Thread.currentThread().interrupt();
        assertThrows(NoTurnException.class, turns::begin);
        assertTrue(Thread.interrupted());
    }
}
