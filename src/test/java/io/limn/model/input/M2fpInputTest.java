package io.limn.model.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.Frame;
import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.m2fp.Npy;
import io.limn.m2fp.network.Golden;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both ways of M2FP from a picture to the network's input, byte for byte. */
class M2fpInputTest {
    private static final Normalisation BYTES =
            new Normalisation(Normalisation.Order.RGB, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));
    private static final SizeRule MULTI = new ShortSide(640, 1333, 32);
    private static final SizeRule SINGLE = new Fit(384, 512, 32, 128);

    private static JsonNode about() throws Exception {
        return new ObjectMapper().readTree(Golden.file("pipeline/pipeline.json").toFile());
    }

    /** The picture that the reference drew by formula. */
    private static Frame formula(int width, int height) {
        byte[] bgr = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * 3;
                bgr[at] = (byte) (x * y / 97 % 256);
                bgr[at + 1] = (byte) ((x / 5 + y / 7) % 2 * 255);
                bgr[at + 2] = (byte) ((7 * x + 3 * y) % 256);
            }
        }
        return new Frame(width, height, bgr);
    }

    private static void assertSame(Frame frame, SizeRule rule, Npy every, int step) {
        InputSize size = rule.plan(frame.width(), frame.height());
        FloatBuffer tensor = FloatBuffer.allocate(3 * size.plane());
        Filter.BILINEAR.with(BYTES).fill(frame, size, tensor);
        int rows = every.shape()[0];
        int columns = every.shape()[1];
        for (int i = 0; i < rows * columns * 3; i++) {
            int x = i / 3 % columns * step;
            int y = i / 3 / columns * step;
            float value = tensor.get((i % 3 * size.height() + y) * size.width() + x);
            assertThat((double) value).as("plane %d at %d,%d", i % 3, x, y).isEqualTo(every.values()[i]);
        }
    }

    @Test
    void severalPeopleAreEnlargedToAShortSideOf640() throws Exception {
        Frame frame = new FrameReader(new FrameLimits(1 << 20, 1_000_000))
                .read(Files.readAllBytes(Golden.file("pipeline/multi_image.png")));
        assertSame(frame, MULTI, Golden.array("pipeline/multi_resized_every8"), 8);
    }

    @Test
    void aLargePictureIsShrunkWithAntialiasing() throws Exception {
        assertSame(formula(1500, 700), MULTI, Golden.array("pipeline/downscale_formula_every16"), 16);
    }

    @Test
    void theSizesOfSeveralPeopleAreTheReferences() throws Exception {
        for (JsonNode one : about().path("resize_rule")) {
            InputSize size = MULTI.plan(one.path("w").asInt(), one.path("h").asInt());
            assertThat(List.of(size.contentHeight(), size.contentWidth()))
                    .containsExactly(one.at("/new/0").asInt(), one.at("/new/1").asInt());
        }
    }

    @Test
    void onePersonIsCentredOnGreyAndNeverEnlarged() throws Exception {
        for (JsonNode one : about().path("single")) {
            Frame frame = formula(one.path("w").asInt(), one.path("h").asInt());
            InputSize size = SINGLE.plan(frame.width(), frame.height());
            assertThat(List.of(
                            size.left(),
                            size.top(),
                            size.left() + size.contentWidth(),
                            size.top() + size.contentHeight()))
                    .containsExactly(
                            one.at("/box/0").asInt(),
                            one.at("/box/1").asInt(),
                            one.at("/box/2").asInt(),
                            one.at("/box/3").asInt());
            String sample = one.path("sample").asText().replace(".npy", "");
            assertSame(frame, SINGLE, Golden.array("pipeline/" + sample), 16);
        }
    }
}
