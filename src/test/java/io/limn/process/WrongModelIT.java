package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that can't be had costs the commands that need one a sentence, and the others nothing. */
class WrongModelIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String FRAME =
            Path.of("samples/bench.jpg").toAbsolutePath().toString();

    @TempDir
    Path home;

    private String output(int exit, Map<String, String> properties, String... args) throws Exception {
        try (LimnProcess limn = LimnProcess.start(home, properties, args)) {
            assertThat(limn.exitCode(LIMIT)).as(limn.output()).isEqualTo(exit);
            limn.await("\\S", LIMIT);
            return limn.output();
        }
    }

    @Test
    void aCommandThatNeedsAModelSaysInASentenceThatThereIsNone() throws Exception {
        Map<String, String> wrong = Map.of("limn.model.name", "lime");
        assertThat(output(1, wrong, "parse", FRAME, "-o", "out"))
                .contains("there is no model package 'lime'")
                .doesNotContain("\tat ");
        assertThat(output(1, wrong, "bench"))
                .contains("there is no model package 'lime'")
                .doesNotContain("\tat ");
    }

    @Test
    void aCommandThatNeedsNoneDoesItsWork() throws Exception {
        assertThat(output(0, Map.of("limn.model.name", "lime"), "models")).contains("limn");
    }
}
