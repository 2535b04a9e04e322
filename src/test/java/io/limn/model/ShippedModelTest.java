package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.Frame;
import io.limn.frame.colour.ColourSpace;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.Window;
import io.limn.label.LabelSet;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped network on a shipped frame, against the exact labels that the frame was drawn with. */
class ShippedModelTest {
    private static OnnxParser parser;
    private static Parsing parsing;
    private static byte[] truth;

    @BeforeAll
    static void parse() throws Exception {
        parser = OnnxParser.of(new ModelSettings("limn", Path.of("models"), 2));
        parsing = parser.parse(frame(Path.of("samples/bench.jpg")));
        truth = indices(Path.of("samples/truth/bench.parts.png"));
    }

    @AfterAll
    static void close() {
        parser.close();
    }

    @Test
    void bothPersonsAreFound() {
        assertThat(parsing.persons()).hasSize(2);
        assertThat(overlap(null)).as("IoU of persons against background").isGreaterThan(0.9);
    }

    @Test
    void facesAreWhereTheyAre() {
        assertThat(overlap("face")).isGreaterThan(0.5);
    }

    @Test
    void leftAndRightArmsAreInPlaceAndNotSwapped() {
        assertThat(overlap("left-arm")).isGreaterThan(0.3);
        assertThat(overlap("right-arm")).isGreaterThan(0.3);
    }

    /** Columns averaged in pairs, as an anamorphic lens squeezes a picture. */
    @Test
    void theNetworkSeesASqueezedPlateAsShownAndMasksHaveItsPixels() throws Exception {
        Frame whole = frame(Path.of("samples/bench.jpg"));
        int width = whole.width() / 2;
        byte[] bgr = new byte[width * whole.height() * 3];
        for (int i = 0; i < bgr.length; i++) {
            int from = (i / 3 / width * whole.width() + i / 3 % width * 2) * 3 + i % 3;
            bgr[i] = (byte) ((whole.bgr()[from] & 0xFF) + (whole.bgr()[from + 3] & 0xFF) + 1 >> 1);
        }
        Window window = Window.of(width, whole.height());
        PlateMetadata squeezed = new PlateMetadata(
                window,
                window,
                2,
                8,
                false,
                ColourSpace.SRGB,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
        Parsing found = parser.parse(new Frame(width, whole.height(), bgr, squeezed, Optional.empty()));
        assertThat(found.width()).isEqualTo(width);
        byte[] ids = found.main().ids();
        byte[] expected = parsing.main().ids();
        int same = 0;
        for (int i = 0; i < ids.length; i++) {
            same += ids[i] == expected[i / width * whole.width() + i % width * 2] ? 1 : 0;
        }
        assertThat((double) same / ids.length).isGreaterThan(0.98);
        assertThat(found.persons()).hasSize(2);
    }

    /** IoU of a label, or of all labels but background where it is null; pixels of id 18 don't count. */
    private static double overlap(String label) {
        LabelLayer layer = parsing.layer("parts").orElseThrow();
        LabelSet labels = layer.labels();
        int id = label == null ? -1 : labels.byName(label).orElseThrow().id();
        long both = 0;
        long either = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] == 18) {
                continue;
            }
            boolean there = id < 0 ? truth[i] != 0 : truth[i] == id;
            boolean found = id < 0 ? layer.ids()[i] != 0 : layer.ids()[i] == id;
            both += there && found ? 1 : 0;
            either += there || found ? 1 : 0;
        }
        return (double) both / either;
    }

    static Frame frame(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
        return new Frame(image.getWidth(), image.getHeight(), bgr);
    }

    private static byte[] indices(Path file) throws IOException {
        return ((DataBufferByte) ImageIO.read(file.toFile()).getRaster().getDataBuffer()).getData();
    }
}
