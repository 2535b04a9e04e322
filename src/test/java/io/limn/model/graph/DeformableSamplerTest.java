package io.limn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeformableSamplerTest {
    private static final int HEADS = 2;
    private static final int POINTS = 3;
    private static final Pyramid PYRAMID = Pyramid.of(List.of(32, 16), 96, 64);

    private final Random random = new Random(3);

    private float[] numbers(int count, double spread) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (spread * random.nextGaussian());
        }
        return numbers;
    }

    private static float[] sampled(int channels, float[] values, float[] offsets, float[] shares) {
        FloatBuffer sampled = FloatBuffer.allocate(PYRAMID.tokens() * channels);
        var task = new DeformableSampler.Task(values, FloatBuffer.wrap(offsets), FloatBuffer.wrap(shares), sampled);
        DeformableSampler sampler = new DeformableSampler(PYRAMID, HEADS, channels, POINTS);
        sampler.sample(task, 5, PYRAMID.tokens());
        sampler.sample(task, 0, 5);
        return sampled.array();
    }

    @Test
    void tokensAreTheCellsOfEachScaleRowByRow() {
        assertThat(PYRAMID.widths()).containsExactly(3, 6);
        assertThat(PYRAMID.heights()).containsExactly(2, 4);
        assertThat(PYRAMID.starts()).containsExactly(0, 6);
        assertThat(PYRAMID.tokens()).isEqualTo(30);
        assertThat(PYRAMID.scale(5)).isZero();
        assertThat(PYRAMID.scale(6)).isEqualTo(1);
    }

    /** Sizes of a head that are and aren't multiples of the eight sums held at a time. */
    @ParameterizedTest
    @ValueSource(ints = {3, 8, 12})
    void itIsTheFormulaOfThePaperWithinAndBeyondTheMap(int size) {
        int channels = HEADS * size;
        int samples = HEADS * PYRAMID.scales() * POINTS;
        float[] values = numbers(PYRAMID.tokens() * channels, 1);
        float[] offsets = numbers(PYRAMID.tokens() * samples * 2, 3);
        float[] shares = numbers(PYRAMID.tokens() * samples, 0.3);
        float[] sampled = sampled(channels, values, offsets, shares);
        for (int token = 0; token < PYRAMID.tokens(); token++) {
            for (int channel = 0; channel < channels; channel++) {
                assertThat((double) sampled[token * channels + channel])
                        .as("token %d, channel %d", token, channel)
                        .isCloseTo(
                                formula(token, channel, channel / size, channels, values, offsets, shares),
                                within(1e-4));
            }
        }
    }

    /** Every cell counts by how near it is, so nothing needs to be said of borders. */
    private static double formula(
            int token, int channel, int head, int channels, float[] values, float[] offsets, float[] shares) {
        int own = PYRAMID.scale(token);
        int cell = token - PYRAMID.starts()[own];
        double x = (cell % PYRAMID.widths()[own] + 0.5) / PYRAMID.widths()[own];
        double y = (cell / PYRAMID.widths()[own] + 0.5) / PYRAMID.heights()[own];
        double sum = 0;
        for (int scale = 0; scale < PYRAMID.scales(); scale++) {
            for (int point = 0; point < POINTS; point++) {
                int sample = ((token * HEADS + head) * PYRAMID.scales() + scale) * POINTS + point;
                double column = x * PYRAMID.widths()[scale] + offsets[2 * sample] - 0.5;
                double row = y * PYRAMID.heights()[scale] + offsets[2 * sample + 1] - 0.5;
                for (int i = PYRAMID.starts()[scale]; i < end(scale); i++) {
                    int at = i - PYRAMID.starts()[scale];
                    double across = 1 - Math.abs(at % PYRAMID.widths()[scale] - column);
                    double down = 1 - Math.abs(at / PYRAMID.widths()[scale] - row);
                    sum += Math.max(0, across) * Math.max(0, down) * shares[sample] * values[i * channels + channel];
                }
            }
        }
        return sum;
    }

    private static int end(int scale) {
        return PYRAMID.starts()[scale] + PYRAMID.widths()[scale] * PYRAMID.heights()[scale];
    }

    @Test
    void invalidOrFarPositionsGiveNothing() {
        int channels = HEADS * 4;
        int samples = HEADS * PYRAMID.scales() * POINTS;
        float[] shares = numbers(PYRAMID.tokens() * samples, 1);
        float[] values = numbers(PYRAMID.tokens() * channels, 1);
        for (float offset : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f, -3e38f}) {
            float[] offsets = new float[PYRAMID.tokens() * samples * 2];
            Arrays.fill(offsets, offset);
            assertThat(sampled(channels, values, offsets, shares)).containsOnly(0);
        }
    }
}
