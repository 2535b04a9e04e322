package io.limn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.shot.FrameReport;
import io.limn.shot.ShotListener;
import io.limn.terminal.JsonText;
import io.limn.text.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A line for each frame of a shot. Frames that are drawn again with edits are counted by themselves, from 1.
 *
 * @param json writes an object per frame to standard output; null if that isn't wanted
 */
record ShotLines(ProgressLine progress, ObjectMapper json) implements ShotListener {
    @Override
    public void done(FrameReport report, boolean again) {
        progress.step(line(report, again));
        if (json != null) {
            try {
                System.out.println(JsonText.line(json, report));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void redrawn(int done, int frames) {
        if (done == 0) {
            progress.restart(frames);
        }
    }

    private static String line(FrameReport report, boolean again) {
        String name = Shown.of(report.file());
        if (report.error() != null) {
            return name + "  refused: " + report.error();
        }
        int persons = report.persons().size();
        return name + "  " + (persons == 1 ? "1 person" : persons + " persons")
                + (report.cut() ? ", another scene begins" : "")
                + (report.jump() == null ? "" : ", " + report.jump().text())
                + (report.edited() == null ? "" : ", with edits")
                + (again ? " (done before)" : "");
    }
}
