package io.limn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTurnsTest {
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
        assertEquals(1, Network.atOnce(large, 2, 2));
        assertEquals(4, Network.atOnce(large, 2, 8));
        assertEquals(1, Network.atOnce(large, 16, 8), "and once at least");
    }

    @Test
    void aSmallNetworkRunsForAllTogether() throws IOException {
        assertEquals(Integer.MAX_VALUE, Network.atOnce(network(8), 2, 2));
    }
}
