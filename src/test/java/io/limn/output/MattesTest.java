package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.frame.Frame;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.Box;
import io.limn.parsing.CellGrid;
import io.limn.parsing.Coverage;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The files of mattes and cutouts of a drawn frame: a red disc with a soft edge before green, which the network saw in cells of 8 pixels. */
class MattesTest {
    private static final int SIZE = 256;
    private static final int CELL = 8;
    private static final double RADIUS = 80;
    private static final LabelSet PARTS = new LabelSet(
            "parts",
            List.of(new Label(0, "background", 0), new Label(1, "coat", 1), new Label(2, "hat", 2)),
            List.of());

    /** How much of a pixel the disc covers. */
    private static double disc(double x, double y) {
        return Math.min(1, Math.max(0, RADIUS - Math.hypot(x - SIZE / 2.0, y - SIZE / 2.0) + 0.5));
    }

    private static Frame frame() {
        byte[] bgr = new byte[3 * SIZE * SIZE];
        for (int y = 0, at = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++, at += 3) {
                double share = disc(x + 0.5, y + 0.5);
                bgr[at] = 40;
                bgr[at + 1] = (byte) Math.round(200 - 180 * share);
                bgr[at + 2] = (byte) Math.round(30 + 180 * share);
            }
        }
        return new Frame(SIZE, SIZE, bgr);
    }

    private static Parsing parsing() {
        int side = SIZE / CELL;
        float[] labels = new float[3 * side * side];
        float[] owners = new float[2 * side * side];
        for (int y = 0, cell = 0; y < side; y++) {
            for (int x = 0; x < side; x++, cell++) {
                double out = Math.hypot((x + 0.5) * CELL - SIZE / 2.0, (y + 0.5) * CELL - SIZE / 2.0) - RADIUS;
                float share = (float) (1 / (1 + Math.exp(out / 6)));
                float hat = (float) (1 / (1 + Math.exp(((y + 0.5) * CELL - SIZE / 2.0) / 3)));
                labels[cell] = 1 - share;
                labels[side * side + cell] = share * (1 - hat);
                labels[2 * side * side + cell] = share * hat;
                owners[side * side + cell] = 1;
            }
        }
        CellPlanes map =
                new CellPlanes(3, SIZE, SIZE, new CellGrid(SIZE / CELL, SIZE / CELL, 0, 0, CELL, CELL), labels);
        CellPlanes person =
                new CellPlanes(2, SIZE, SIZE, new CellGrid(SIZE / CELL, SIZE / CELL, 0, 0, CELL, CELL), owners);
        byte[] ids = new byte[SIZE * SIZE];
        return new Parsing(
                SIZE,
                SIZE,
                List.of(new LabelLayer(PARTS, SIZE, SIZE, ids)),
                new PersonMap(SIZE, SIZE, ids),
                List.of(new Person(1, new Box(0, 0, SIZE, SIZE), 1, 1, List.of())),
                Optional.of(new Coverage(Map.of("parts", map), person, person, List.of())));
    }

    private static List<Rendered> render(Output output, List<String> parts, boolean premultiplied) {
        return Scene.renderers()
                .render(frame(), parsing(), Set.of(output), new RenderOptions("model", 0.6, 90, parts, premultiplied));
    }

    private static BufferedImage image(Rendered file) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(file.bytes()));
    }

    @Test
    void aFrameGetsItsPersonsItsGroupsAndItsLabels() {
        assertThat(render(Output.MATTES, List.of(), false))
                .extracting(Rendered::folder)
                .containsExactly("mattes/person-1", "mattes/head", "mattes/clothes", "mattes/coat", "mattes/hat");
    }

    @Test
    void mattesHave16BitsAndTheEdgeOfThePicture() throws Exception {
        BufferedImage matte =
                image(render(Output.MATTES, List.of("person"), false).get(0));
        assertThat(matte.getRaster().getDataBuffer().getDataType()).isEqualTo(DataBuffer.TYPE_USHORT);
        double error = 0;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                error += Math.abs(matte.getRaster().getSample(x, y, 0) / 65535.0 - disc(x + 0.5, y + 0.5));
            }
        }
        // The network's ramp is some 20 pixels wide; a hard mask that is one pixel off has an error of 500.
        assertThat(error).as("sum of absolute differences").isLessThan(200);
        assertThat(matte.getRaster().getSample(SIZE / 2, SIZE / 2, 0)).isEqualTo(65535);
        assertThat(matte.getRaster().getSample(3, 3, 0)).isZero();
    }

    @Test
    void partsOfAPersonSumToThePersonInTheFiles() throws Exception {
        List<Rendered> files = render(Output.MATTES, List.of("person-1", "person-1/coat", "person-1/hat"), false);
        var person = image(files.get(0)).getRaster();
        var coat = image(files.get(1)).getRaster();
        var hat = image(files.get(2)).getRaster();
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                assertThat((double) coat.getSample(x, y, 0) + hat.getSample(x, y, 0))
                        .isCloseTo(person.getSample(x, y, 0), within(2.0));
            }
        }
    }

    @Test
    void mattesRequestedByNameAreWrittenEvenIfEmpty() throws Exception {
        List<Rendered> files = render(Output.MATTES, List.of("person-7/coat"), false);
        assertThat(files).extracting(Rendered::part).containsExactly("person-7/coat");
        int[] samples = image(files.get(0)).getRaster().getSamples(0, 0, SIZE, SIZE, 0, (int[]) null);
        assertThat(samples).containsOnly(0);
    }

    @Test
    void aCutoutHasNoFringeOfTheBackground() throws Exception {
        Rendered file = render(Output.CUTOUT, List.of(), false).get(0);
        assertThat(file.folder()).isEqualTo("cutout");
        assertThat(new String(file.bytes(), StandardCharsets.ISO_8859_1)).contains("tEXtAlpha\0straight");
        BufferedImage image = image(file);
        int edge = 0;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int argb = image.getRGB(x, y);
                int alpha = argb >>> 24;
                if (alpha > 30) {
                    assertThat(argb >> 8 & 0xFF)
                            .as("green at %d,%d of alpha %d", x, y, alpha)
                            .isLessThan(75);
                    assertThat(argb >> 16 & 0xFF)
                            .as("red at %d,%d of alpha %d", x, y, alpha)
                            .isGreaterThan(150);
                }
                edge += alpha > 30 && alpha < 225 ? 1 : 0;
            }
        }
        assertThat(edge).as("pixels of the soft edge").isGreaterThan(200);
    }

    @Test
    void premultipliedColoursAreSaidToBe() throws Exception {
        Rendered file = render(Output.CUTOUT, List.of("coat"), true).get(0);
        assertThat(file.folder()).isEqualTo("cutout/coat");
        assertThat(new String(file.bytes(), StandardCharsets.ISO_8859_1)).contains("tEXtAlpha\0premultiplied");
        BufferedImage image = image(file);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int argb = image.getRGB(x, y);
                assertThat(argb >> 16 & 0xFF).isLessThanOrEqualTo((argb >>> 24) + 1);
            }
        }
    }
}
