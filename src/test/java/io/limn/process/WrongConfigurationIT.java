package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A missing model costs the commands that need one a sentence, and the others nothing; so does a wrong configuration. */
@Tag("process")
class WrongConfigurationIT {
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
    void aCommandThatNeedsAModelSaysThatThereIsNone() throws Exception {
        Map<String, String> wrong = Map.of("limn.model.name", "lime");
        assertThat(output(2, wrong, "parse", FRAME, "-o", "out"))
                .contains("there is no model package 'lime'")
                .doesNotContain("\tat ");
        assertThat(output(2, wrong, "bench"))
                .contains("there is no model package 'lime'")
                .doesNotContain("\tat ");
    }

    @Test
    void aCommandThatNeedsNoModelRunsAndARenamedKeyStillWorksWithAWarning() throws Exception {
        assertThat(output(0, Map.of("limn.model.name", "lime", "limn.job.frames-in-flight", "1"), "models"))
                .containsPattern("(?m)^limn +\\d")
                .contains("limn.job.frames-in-flight was renamed to limn.job.workers; the old name still works");
    }

    @Test
    void aWrongConfigurationEndsTheStartWithOneSentenceAndExitCodeTwo() throws Exception {
        assertThat(output(2, Map.of("limn.output.opacity", "3"), "serve"))
                .isEqualTo("limn: limn.output.opacity=3.0 is not valid: use a number from 0 to 1, e.g. 0.6");
        assertThat(output(2, Map.of("limn.model.pixels", "lots"), "serve"))
                .isEqualTo("limn: limn.model.pixels=lots is not valid: use a number such as 400K or 100M");
        assertThat(output(2, Map.of("limn.modle.name", "limn"), "serve"))
                .startsWith("limn: limn.modle.name=… is not a setting: did you mean limn.model.name?")
                .doesNotContain("\n");
    }

    @Test
    void aValueUnderAnOldNameIsCheckedUnderTheNewOne() throws Exception {
        assertThat(output(2, Map.of("limn.job.frames-in-flight", "-1"), "models"))
                .contains("limn.job.workers=-1 is not valid");
    }
}
