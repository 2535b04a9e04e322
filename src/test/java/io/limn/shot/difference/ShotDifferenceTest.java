package io.limn.shot.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShotDifferenceTest {
    private static final FrameReader READER = new FrameReader(new FrameLimits(64 << 20, 100_000_000));

    @TempDir
    private Path temp;

    private Path one;
    private Path other;

    /** A square of 10 by 10, further right with each frame; in the other run frame 3 is a column further. */
    @BeforeEach
    void draw() throws IOException {
        one = temp.resolve("one");
        other = temp.resolve("other");
        for (int number = 1; number <= 3; number++) {
            square(one, "labels", BufferedImage.TYPE_BYTE_GRAY, number, number, 7);
            square(other, "labels", BufferedImage.TYPE_BYTE_GRAY, number, number == 3 ? 4 : number, 7);
            square(one, "mattes/left-arm", BufferedImage.TYPE_USHORT_GRAY, number, number, 65535);
            square(other, "mattes/left-arm", BufferedImage.TYPE_USHORT_GRAY, number, number == 2 ? 2 : number, 32768);
        }
    }

    private static void square(Path run, String output, int type, int number, int left, int value) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, type);
        for (int y = 10; y < 20; y++) {
            for (int x = left; x < left + 10; x++) {
                image.getRaster().setSample(x, y, 0, value);
            }
        }
        Path file = run.resolve("steady").resolve(output).resolve("plate.000" + number + ".png");
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private List<FrameDifference> compare(Path run, Path with) throws IOException {
        List<FrameDifference> found = new ArrayList<>();
        new ShotDifference(READER).write(run, with, temp.resolve("out"), found::add);
        return found;
    }

    @Test
    void twoRunsDifferWhereTheirFilesDo() throws IOException {
        List<FrameDifference> found = compare(other, one);
        assertThat(found).hasSize(6);
        assertThat(found.get(0).changed()).isZero();
        assertThat(found.get(2).output()).isEqualTo("labels");
        assertThat(found.get(2).covered()).isEqualTo(110);
        assertThat(found.get(2).changed()).isCloseTo(20 / 110.0, within(1e-9));
        assertThat(found.get(4).output()).isEqualTo("mattes/left-arm");
        assertThat(found.get(4).mean()).isCloseTo(0.5, within(1e-4));
        assertThat(temp.resolve("out/labels/plate.0003.jpg")).isRegularFile();
        assertThat(temp.resolve("out/labels/plate.0001.jpg")).doesNotExist();
        BufferedImage picture =
                ImageIO.read(temp.resolve("out/labels/plate.0003.jpg").toFile());
        assertThat(picture.getRGB(13, 15) >> 16 & 0xFF).as("has come").isGreaterThan(200);
        assertThat(picture.getRGB(3, 15) & 0xFF).as("has gone").isGreaterThan(200);
        assertThat(new ObjectMapper()
                        .readTree(temp.resolve("out/difference.json").toFile()))
                .hasSize(6);
    }

    @Test
    void neighboursAreComparedInTheOrderOfTheirNumbers() throws IOException {
        List<FrameDifference> found = compare(one, null);
        assertThat(found).hasSize(4);
        assertThat(found)
                .allSatisfy(difference -> assertThat(difference.changed()).isCloseTo(20 / 110.0, within(1e-9)));
    }

    @Test
    void aFolderWithoutSteadyFilesIsReported() {
        assertThatThrownBy(() -> compare(temp.resolve("nothing"), null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no steady");
    }
}
