package io.limn.model.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.frame.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaPreprocessingTest {
    private static final Normalisation PLAIN =
            new Normalisation(Normalisation.Order.RGB, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));

    private static Frame noise(int width, int height) {
        byte[] bgr = new byte[width * height * 3];
        new Random(width * 31L + height).nextBytes(bgr);
        return new Frame(width, height, bgr);
    }

    private static FloatBuffer buffer(InputSize size) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(3 * size.plane() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, Float.NaN);
        }
        return buffer;
    }

    @ParameterizedTest
    @CsvSource({
        "64, 48, 32, 24",
        "64, 48, 64, 48",
        "64, 48, 32, 48",
        "64, 48, 32, 31",
        "66, 2, 33, 1",
        "67, 41, 31, 29",
        "100, 70, 13, 9",
        "9, 7, 1, 1",
        "1, 1, 1, 1",
        "2, 1, 2, 1",
        "3, 300, 3, 200",
        "300, 3, 200, 3",
        "10, 8, 25, 20",
        "5, 40, 5, 12",
        "1000, 12, 40, 3"
    })
    void theTensorIsTheAreaAverageOfTheFrameWithinARoundingError(int width, int height, int toWidth, int toHeight) {
        Frame frame = noise(width, height);
        InputSize size = new InputSize(width, height, toWidth, toHeight, toWidth + 5, toHeight + 3);
        FloatBuffer tensor = buffer(size);
        new AreaPreprocessing(PLAIN).fill(frame, size, tensor);

        for (int plane = 0; plane < 3; plane++) {
            for (int y = 0; y < size.height(); y++) {
                for (int x = 0; x < size.width(); x++) {
                    float value = tensor.get((plane * size.height() + y) * size.width() + x);
                    boolean content = x < toWidth && y < toHeight;
                    double expected = content ? expected(frame, size, x, y, 2 - plane) : 0;
                    assertThat((double) value).isCloseTo(expected, within(content ? 1.1 : 0.0));
                }
            }
        }
    }

    private static double expected(Frame frame, InputSize size, int x, int y, int channel) {
        double[] across = shares(frame.width(), size.contentWidth(), x);
        double[] down = shares(frame.height(), size.contentHeight(), y);
        double sum = 0;
        for (int j = 0; j < frame.height(); j++) {
            for (int i = 0; down[j] != 0 && i < frame.width(); i++) {
                sum += down[j] * across[i] * (frame.bgr()[(j * frame.width() + i) * 3 + channel] & 0xFF);
            }
        }
        return sum;
    }

    private static double[] shares(int source, int target, int at) {
        double[] shares = new double[source];
        double ratio = (double) source / target;
        if (ratio < 1) {
            double place = Math.max(0, Math.min(source - 1.0, (at + 0.5) * ratio - 0.5));
            shares[(int) place] += 1 - (place - (int) place);
            shares[Math.min(source - 1, (int) place + 1)] += place - (int) place;
            return shares;
        }
        for (int i = 0; i < source; i++) {
            double covered = Math.min(i + 1.0, (at + 1) * ratio) - Math.max(i, at * ratio);
            shares[i] = Math.max(0, covered) / ratio;
        }
        return shares;
    }

    @Test
    void meanAndStdAreThoseOfTheTensorsChannels() {
        Frame frame = new Frame(1, 1, new byte[] {30, 20, 10});
        InputSize size = new InputSize(1, 1, 1, 1, 1, 1);
        List<Float> mean = List.of(1f, 2f, 3f);
        List<Float> std = List.of(10f, 100f, 1000f);
        FloatBuffer tensor = buffer(size);

        new AreaPreprocessing(new Normalisation(Normalisation.Order.RGB, mean, std)).fill(frame, size, tensor);
        assertThat(new float[] {tensor.get(0), tensor.get(1), tensor.get(2)})
                .containsExactly(new float[] {0.9f, 0.18f, 0.027f}, within(1e-4f));

        new AreaPreprocessing(new Normalisation(Normalisation.Order.BGR, mean, std)).fill(frame, size, tensor);
        assertThat(new float[] {tensor.get(0), tensor.get(1), tensor.get(2)})
                .containsExactly(new float[] {2.9f, 0.18f, 0.007f}, within(1e-4f));
    }

    @Test
    void whiteStaysWhiteThroughEveryScale() {
        byte[] white = new byte[997 * 103 * 3];
        Arrays.fill(white, (byte) 255);
        Frame frame = new Frame(997, 103, white);
        AreaPreprocessing preprocess = new AreaPreprocessing(PLAIN);
        for (int width : new int[] {997, 996, 600, 331, 100, 7, 1}) {
            InputSize size = new InputSize(997, 103, width, 1 + width / 10, width, 1 + width / 10);
            FloatBuffer tensor = buffer(size);
            preprocess.fill(frame, size, tensor);
            for (int i = 0; i < tensor.capacity(); i++) {
                assertThat(tensor.get(i)).isCloseTo(255f, within(0.01f));
            }
        }
    }
}
