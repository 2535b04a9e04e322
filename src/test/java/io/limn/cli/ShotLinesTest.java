package io.limn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.limn.shot.FrameCorrection;
import io.limn.shot.FrameReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShotLinesTest {
    @Test
    void framesDrawnAgainAreCountedByThemselves() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ShotLines lines = new ShotLines(new ProgressLine(new PrintStream(printed, true, UTF_8), false, 2), null);

        lines.done(report("plate.0001.png", null), true);
        lines.done(report("plate.0002.png", null), false);
        lines.redrawn(0, 1);
        lines.done(report("plate.0002.png", new FrameCorrection("own", List.of(), false)), false);
        lines.redrawn(1, 1);

        assertThat(printed.toString(UTF_8).lines())
                .containsExactly(
                        "[1/2] plate.0001.png  0 persons (done before)",
                        "[2/2] plate.0002.png  0 persons",
                        "[1/1] plate.0002.png  0 persons, with edits");
    }

    private static FrameReport report(String file, FrameCorrection edited) {
        return new FrameReport(
                null, null, file, 1, 1, List.of(), Map.of(), 1f, 0f, null, false, List.of(), edited, null);
    }
}
