package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.limn.frame.plate.PlateOptions;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plates that other programs wrote have the values that OpenImageIO finds in them. */
@Tag("process")
class PlateJudgesIT {
    private static final int WIDTH =
            76; // whole words in every packing: OpenImageIO and ffmpeg pad rows of 12 bits differently
    private static final int HEIGHT = 61;

    @TempDir
    Path temp;

    /** Each command writes OUT from IN, an EXR of values from 0 to 1. */
    @ParameterizedTest
    @CsvSource({
        "oiiotool, oiiotool IN --compression piz -o OUT, exr",
        "oiiotool, oiiotool IN --compression pxr24 -o OUT, exr",
        "oiiotool, oiiotool IN -d float --compression pxr24 -o OUT, exr",
        "oiiotool, oiiotool IN --compression b44 -o OUT, exr",
        "oiiotool, oiiotool IN --compression b44a -o OUT, exr",
        "oiiotool, oiiotool IN --compression rle --tile 32 32 -o OUT, exr",
        "oiiotool, oiiotool IN --compression zips --fullsize 60x50+5+3 -o OUT, exr",
        "oiiotool, oiiotool IN --compression piz --origin +8+9 --fullsize 100x90+0+0 -o OUT, exr",
        "exrmaketiled, exrmaketiled -m -t 16 16 -z piz IN OUT, exr",
        "exrmaketiled, exrmaketiled -m -t 32 16 -z b44a IN OUT, exr",
        "ffmpeg, ffmpeg -v error -i IN -compression rle OUT, exr",
        "oiiotool, oiiotool IN -d uint8 -o OUT, dpx",
        "oiiotool, oiiotool IN -d uint10 -o OUT, dpx",
        "oiiotool, oiiotool IN -d uint12 -o OUT, dpx",
        "oiiotool, oiiotool IN -d uint16 -o OUT, dpx",
        "ffmpeg, ffmpeg -v error -i IN -pix_fmt gbrp10le OUT, dpx",
        "ffmpeg, ffmpeg -v error -i IN -pix_fmt gbrp12be OUT, dpx",
        "oiiotool, oiiotool IN -d uint16 -o OUT, tif",
        "oiiotool, oiiotool IN -d uint16 -o OUT, png",
    })
    void valuesAreThoseThatOpenImageIoFinds(String program, String command, String extension) throws Exception {
        assumeTrue(isThere(program) && isThere("oiiotool"), "SKIPPED: " + program + " or oiiotool is not here");
        Path in = Files.write(
                temp.resolve("in.exr"),
                ExrFile.of(WIDTH, HEIGHT)
                        .rgb("", (x, y) -> x / 80.0, (x, y) -> (x * x + y) % 97 / 97.0, (x, y) -> y / 61.0)
                        .compressed(ExrFile.ZIP)
                        .bytes());
        Path plate = temp.resolve("plate." + extension);
        run(command.replace("IN", in.toString()).replace("OUT", plate.toString()));
        Path judged = temp.resolve("judged.tif");
        // its raw values as floats, the frame being the display window
        run("oiiotool --no-autopremult " + plate + " --croptofull --scanline --ch R,G,B -d float --compression none -o "
                + judged);
        Frame frame = Drawing.reader()
                .open(Files.readAllBytes(plate), PlateOptions.DEFAULT.withPixels(true))
                .decode(() -> {});
        assertValues(frame, Files.readAllBytes(judged));
    }

    /** @param tiff of floats in one strip or several that follow each other, as OpenImageIO writes it */
    private static void assertValues(Frame frame, byte[] tiff) {
        ByteBuffer bytes = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(4);
        int first = -1;
        for (int i = 0; i < bytes.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            if (bytes.getShort(entry) == 273) {
                int count = bytes.getInt(entry + 4);
                first = count == 1 ? bytes.getInt(entry + 8) : bytes.getInt(bytes.getInt(entry + 8));
            }
        }
        assertThat(first).isPositive();
        float[] row = new float[4 * frame.width()];
        double worst = 0;
        for (int y = 0, at = first; y < frame.height(); y++) {
            frame.plate().orElseThrow().row(y, row);
            for (int x = 0; x < frame.width(); x++) {
                for (int c = 0; c < 3; c++, at += 4) {
                    worst = Math.max(worst, Math.abs(row[4 * x + c] - bytes.getFloat(at)));
                }
            }
        }
        // it shifts 12 bits to 16 without filling the lowest
        double step = frame.metadata().bits() == 12 ? 1.0 / 4095 : 1.0 / 65535;
        assertThat(worst).isEqualTo(0, within(frame.metadata().floating() ? 0 : step));
    }

    private void run(String command) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(command.split(" "));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(command + ": " + Files.readString(temp.resolve("log")))
                .isZero();
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
