package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
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
    void theFacesAreWhereTheyAre() {
        assertThat(overlap("face")).isGreaterThan(0.5);
    }

    @Test
    void leftAndRightArmsAreInPlaceAndNotSwapped() {
        assertThat(overlap("left-arm")).isGreaterThan(0.3);
        assertThat(overlap("right-arm")).isGreaterThan(0.3);
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
