package io.limn.frame.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class ProcessMemoryIT {
    @Test
    void memoryOfAProcessAndItsChildrenIsMeasured() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "SKIPPED: this system has no /proc");
        Process cat = new ProcessBuilder("sh", "-c", "cat; true").start();
        try {
            cat.getOutputStream().write('x');
            cat.getOutputStream().flush();
            assertThat(cat.getInputStream().read()).isEqualTo('x'); // it runs, and so does its child
            assertThat(new ProcessMemory(cat).held()).isBetween(500L << 10, 64L << 20);
            assertThat(new ProcessMemory(cat).isOver()).isFalse();
        } finally {
            ProcessGuard.end(cat);
        }
        cat.waitFor();
        assertThat(new ProcessMemory(cat).held()).isZero();
    }
}
