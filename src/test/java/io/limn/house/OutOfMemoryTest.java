package io.limn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that runs out of memory ends, however it was started: half of its threads may have died of it. */
class OutOfMemoryTest {
    @ParameterizedTest
    @ValueSource(strings = {"limn", "src/main/docker/prepare", "src/main/docker/Dockerfile.native"})
    void everyLauncherSaysSo(String launcher) throws IOException {
        assertThat(Files.readAllLines(Path.of(launcher)))
                .filteredOn(line -> !line.strip().startsWith("#"))
                .anySatisfy(line -> assertThat(line).contains("-XX:+ExitOnOutOfMemoryError"));
    }
}
