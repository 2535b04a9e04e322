package io.limn.output.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that aren't ours draw the shapes of a sample; what they draw is the matte. */
@Tag("process")
class ShapesJudgesIT {
    private static final double LEAST_IOU = 0.98;
    private static final int LARGE = 4000;
    /** Blender's ramp begins at a mask's path and falls to 0 a pixel outside: what is full lies inside the path. */
    private static final int FULL = 64_880;

    private static ParsedFrame frame;

    @TempDir
    Path temp;

    @BeforeAll
    static void parse() throws Exception {
        assumeTrue(
                Tools.isThere("rsvg-convert") || Tools.isThere("blender"),
                "SKIPPED: there is neither rsvg-convert nor blender here");
        frame = ParsedFrame.of("bench.jpg", 1);
    }

    @Test
    void librsvgDrawsTheMatteFromTheSvg() throws Exception {
        assumeTrue(Tools.isThere("rsvg-convert"), "SKIPPED: there is no rsvg-convert here");
        int judged = 0;
        for (String matte : frame.outlined()) {
            ShapeDocument one = new ShapeDocument(
                    frame.width(),
                    frame.height(),
                    1,
                    frame.document().shapes().stream()
                            .filter(shape -> shape.kind() != Shape.Kind.CENTRE_LINE
                                    && shape.matte().equals(matte))
                            .toList());
            Path svg = Files.write(temp.resolve("one.svg"), ShapeFormat.SVG.write(one));
            Path png = temp.resolve("one.png");
            Tools.run(temp, "rsvg-convert", "-o", png.toString(), svg.toString());
            BufferedImage image = ImageIO.read(png.toFile());
            assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(frame.width(), frame.height());
            // Filled to a half: a quarter is half of a pixel.
            judged += judge("librsvg", matte, Drawing.over(image, 3, 63));
        }
        assertThat(judged).isGreaterThan(8);
    }

    @Test
    void blenderDrawsTheMatteFromTheMasks() throws Exception {
        List<String> names = blender(frame.document(), "1");
        int judged = 0;
        for (int i = 0; i < names.size(); i++) {
            judged += judge("Blender", names.get(i), drawn(i, 1));
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(frame.outlined());
        assertThat(judged).isGreaterThan(8);
    }

    @Test
    void blenderMovesMasksFromKeyToKeyAndCutsHolesOut() throws Exception {
        List<String> names = blender(Documents.moving(), "1001,1004");
        assertThat(names).hasSize(2);
        int arm = names.indexOf("person-1/left-arm");
        boolean[] before = drawn(arm, 1001);
        boolean[] after = drawn(arm, 1004);
        double ring = Math.PI * (40 * 40 - 20 * 20 + 8 * 8);
        assertThat((double) Drawing.area(before)).isBetween(0.94 * ring, 1.02 * ring);
        boolean[] shifted = new boolean[before.length];
        for (int i = 0; i < before.length; i++) {
            shifted[i] = i % 200 >= 10 && before[i - 10];
        }
        assertThat(Drawing.iou(shifted, after)).isGreaterThan(0.99);
        assertThat(before[50 * 200 + 100]).as("the island").isTrue();
        assertThat(before[50 * 200 + 114]).as("the hole").isFalse();
    }

    @Test
    void blenderDrawsKeyedShapesBetweenTheirKeysWhereTheMatteIs() throws Exception {
        MovingArm arm = new MovingArm();
        ShapeDocument keyed = arm.keyed();
        List<String> names = blender(keyed, "1003,1008,1013,1018,1023,1027,1031");
        for (int number : new int[] {1003, 1008, 1013, 1018, 1023, 1027, 1031}) {
            double iou = Drawing.iou(drawn(names.indexOf("left-arm"), number), arm.mask(number));
            System.out.printf("Blender, frame %d: IoU %.4f%n", number, iou);
            assertThat(iou).as("frame %d", number).isGreaterThanOrEqualTo(0.95);
        }
    }

    private int judge(String by, String matte, boolean[] drawn) {
        boolean[] covered = frame.covered(matte);
        double iou = Drawing.iou(drawn, covered);
        int area = Drawing.area(covered);
        System.out.printf("%s %s: IoU %.4f of %d pixels%n", by, matte, iou, area);
        if (area < LARGE) {
            return 0;
        }
        assertThat(iou).as(by + " " + matte).isGreaterThanOrEqualTo(LEAST_IOU);
        return 1;
    }

    private List<String> blender(ShapeDocument document, String frames) throws IOException, InterruptedException {
        assumeTrue(Tools.isThere("blender"), "SKIPPED: there is no blender here");
        Path script = Files.write(temp.resolve("shapes.py"), ShapeFormat.BLENDER.write(document));
        String printed = Tools.run(
                temp,
                "blender",
                "-b",
                "--factory-startup",
                "-noaudio",
                "--python-exit-code",
                "1",
                "-P",
                script.toString(),
                "-P",
                Path.of("src/test/resources/shapes/blender_judge.py")
                        .toAbsolutePath()
                        .toString(),
                "--",
                temp.toString(),
                Integer.toString(document.width()),
                Integer.toString(document.height()),
                frames);
        assertThat(printed).contains("judged");
        return Files.readAllLines(temp.resolve("names.txt"));
    }

    private boolean[] drawn(int mask, int number) throws IOException {
        return Drawing.over(
                ImageIO.read(temp.resolve("%d_%04d.png".formatted(mask, number)).toFile()), 0, FULL);
    }
}
