package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.output.shape.ShapeDocument;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ShapesCommandTest {
    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path json;

    @BeforeEach
    void write() throws Exception {
        json = Files.write(temp.resolve("plate.0001.json"), new ShapeDocument(64, 48, 1, List.of()).json());
    }

    private int run(String... words) {
        return Commands.configured(new CommandLine(new ShapesCommand()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void eachFormatIsWrittenBesideTheJson() {
        for (String format : List.of("svg", "ae", "nuke", "fxs", "blender")) {
            assertThat(run(json.toString(), "--to", format)).isZero();
        }
        for (String name : List.of(
                "plate.0001.svg",
                "plate.0001.ae.jsx",
                "plate.0001.nuke.py",
                "plate.0001.fxs",
                "plate.0001.blender.py")) {
            assertThat(temp.resolve(name)).isNotEmptyFile();
        }
        assertThat(out.toString()).contains("plate.0001.ae.jsx");
    }

    @Test
    void mistakesAreReportedInASentence() throws Exception {
        assertThat(run(json.toString(), "--to", "psd")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'psd' is not a format; use one of svg, ae, nuke, fxs, blender");
        assertThat(run(temp.resolve("none.json").toString(), "--to", "svg")).isEqualTo(ExitCode.USAGE);
        Path other = Files.writeString(temp.resolve("other.json"), "{\"a\": 1}");
        assertThat(run(other.toString(), "--to", "svg")).isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString()).contains("it lacks \"format\": \"limn-shapes\"");
    }
}
