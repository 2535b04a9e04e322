package io.limn.shot.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class InverseSearchTest {
    private static final int WIDTH = 128;
    private static final int HEIGHT = 96;
    private static final int EDGE = 12;

    /** A texture of soft blobs, so that a picture moved by parts of a pixel can be drawn exactly. */
    private static final float[][] BLOBS = blobs();

    private static float[][] blobs() {
        Random random = new Random(5);
        float[][] blobs = new float[260][];
        for (int i = 0; i < blobs.length; i++) {
            blobs[i] = new float[] {
                random.nextInt(WIDTH + 40) - 20,
                random.nextInt(HEIGHT + 40) - 20,
                2 + 4 * random.nextFloat(),
                120 * random.nextFloat() - 60
            };
        }
        return blobs;
    }

    private interface Place {
        float[] of(float x, float y);
    }

    /** The picture in which pixel (x, y) shows what the texture has at {@code place(x, y)}. */
    private static Luma draw(Place place, float brighter) {
        float[] values = new float[WIDTH * HEIGHT];
        for (int y = 0, at = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++, at++) {
                float[] there = place.of(x, y);
                float value = 128 + brighter;
                for (float[] blob : BLOBS) {
                    float dx = (there[0] - blob[0]) / blob[2];
                    float dy = (there[1] - blob[1]) / blob[2];
                    value += blob[3] * (float) Math.exp(-dx * dx - dy * dy);
                }
                values[at] = Math.max(0, Math.min(255, value));
            }
        }
        return new Luma(WIDTH, HEIGHT, values);
    }

    private static double meanError(Flow flow, Place moved) {
        double sum = 0;
        int count = 0;
        for (int y = EDGE; y < HEIGHT - EDGE; y++) {
            for (int x = EDGE; x < WIDTH - EDGE; x++) {
                float[] there = moved.of(x, y);
                int at = y * WIDTH + x;
                sum += Math.hypot(x + flow.right()[at] - there[0], y + flow.down()[at] - there[1]);
                count++;
            }
        }
        return sum / count;
    }

    @Test
    void findsAShiftOfPartsOfAPixelThoughTheLightChanges() {
        Luma from = draw((x, y) -> new float[] {x, y}, 0);
        Luma to = draw((x, y) -> new float[] {x - 5.3f, y + 2.6f}, 12);
        Flow flow = InverseSearch.between(from, to);
        assertThat(meanError(flow, (x, y) -> new float[] {x + 5.3f, y - 2.6f})).isLessThan(0.15);
    }

    @Test
    void findsATurn() {
        double angle = Math.toRadians(6);
        float cos = (float) Math.cos(angle);
        float sin = (float) Math.sin(angle);
        Place turned = (x, y) -> {
            float dx = x - WIDTH / 2f;
            float dy = y - HEIGHT / 2f;
            return new float[] {WIDTH / 2f + cos * dx - sin * dy, HEIGHT / 2f + sin * dx + cos * dy};
        };
        Place back = (x, y) -> {
            float dx = x - WIDTH / 2f;
            float dy = y - HEIGHT / 2f;
            return new float[] {WIDTH / 2f + cos * dx + sin * dy, HEIGHT / 2f - sin * dx + cos * dy};
        };
        Luma from = draw((x, y) -> new float[] {x, y}, 0);
        Luma to = draw(back, 0);
        assertThat(meanError(InverseSearch.between(from, to), turned)).isLessThan(0.35);
    }

    @Test
    void flowIsTrustedWhereForwardAndBackwardAgree() {
        Luma from = draw((x, y) -> new float[] {x, y}, 0);
        Luma to = draw((x, y) -> new float[] {x - 3, y}, 0);
        Luma other = draw((x, y) -> new float[] {WIDTH - y, 1.3f * x - 40}, 0);
        assertThat(meanTrust(from, to)).isGreaterThan(0.8);
        assertThat(meanTrust(from, other)).isLessThan(0.2);
    }

    private static double meanTrust(Luma from, Luma to) {
        float[] trust = InverseSearch.between(from, to).trust(from, to, InverseSearch.between(to, from));
        double sum = 0;
        for (float value : trust) {
            sum += value;
        }
        return sum / trust.length;
    }
}
