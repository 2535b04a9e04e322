package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that is stopped while it starts ends without a word, and with the signal's exit code. */
@Tag("process")
class StoppedStartsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** 128 + SIGTERM. */
    private static final int TERMINATED = 143;

    @TempDir
    Path home;

    /** @param loaded the class whose loading shows how far the start is: the application, and a command that is about to run */
    @ParameterizedTest
    @ValueSource(strings = {"io.quarkus.runner.ApplicationImpl", "io.limn.cli.Interruption"})
    void aStartThatIsStoppedSaysNothing(String loaded) throws Exception {
        Path watched = Files.createDirectories(home.resolve("in"));
        Path classes = home.resolve("classes.log");
        Map<String, String> environment = Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
        try (LimnProcess limn =
                LimnProcess.start(home, environment, Map.of(), "watch", watched.toString(), "-o", "out")) {
            Polling.until(LIMIT, () -> !limn.isAlive() || says(classes, loaded + " "));
            limn.terminate();
            assertThat(limn.exitCode(LIMIT)).as(limn.output()).isEqualTo(TERMINATED);
            assertThat(limn.output().lines().filter(line -> !line.startsWith("NOTE: Picked up")))
                    .allSatisfy(line -> assertThat(line).startsWith("stopped; "));
        }
    }

    private static boolean says(Path log, String text) {
        try {
            return Files.exists(log)
                    && Files.readString(log, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
