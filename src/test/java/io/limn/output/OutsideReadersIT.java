package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.limn.frame.Frame;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.PersonMap;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that aren't ours read the values of raw masks as they are: all 256 ids, in each of the three masks. */
@Tag("process")
class OutsideReadersIT {
    private static final int SIDE = 16;

    @TempDir
    Path temp;

    /** Each command writes 16x16 bytes, after a header or none. */
    @ParameterizedTest
    @CsvSource({
        "convert, convert IN -depth 8 gray:OUT",
        "ffmpeg, ffmpeg -v error -y -i IN -f rawvideo OUT",
        "oiiotool, oiiotool IN -o OUT.pgm",
    })
    void everyReaderKeepsTheIds(String program, String command) throws Exception {
        assumeTrue(isThere(program), "SKIPPED: there is no " + program + " here");
        byte[] ids = new byte[SIDE * SIDE];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (byte) i;
        }
        for (Output output : List.of(Output.LABELS, Output.ANATOMY, Output.PERSONS)) {
            Path in = Files.write(temp.resolve(output.kind() + ".png"), mask(output, ids));
            Path out = temp.resolve(output.kind() + ".raw");
            List<String> words = Arrays.stream(command.split(" "))
                    .map(word -> word.replace("IN", in.toString()).replace("OUT", out.toString()))
                    .toList();
            Process process = new ProcessBuilder(words).inheritIO().start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            byte[] read = Files.readAllBytes(Path.of(words.get(words.size() - 1).replaceFirst("^gray:", "")));
            assertThat(read.length).as("one channel of 8 bits").isBetween(ids.length, ids.length + 64);
            assertThat(Arrays.copyOfRange(read, read.length - ids.length, read.length))
                    .as(program + " " + output)
                    .isEqualTo(ids);
        }
    }

    private static byte[] mask(Output output, byte[] ids) {
        LabelSet labels = new LabelSet(
                "all",
                IntStream.range(0, 256)
                        .mapToObj(id -> new Label(id, "label-" + id, 0x102030))
                        .toList(),
                List.of());
        LabelLayer layer = new LabelLayer(labels, SIDE, SIDE, ids);
        Parsing parsing = new Parsing(SIDE, SIDE, List.of(layer, layer), new PersonMap(SIDE, SIDE, ids), List.of());
        Frame frame = new Frame(SIDE, SIDE, new byte[SIDE * SIDE * 3]);
        return Scene.render(output, frame, parsing, RenderOptions.DEFAULT);
    }

    private static boolean isThere(String program) throws IOException {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
