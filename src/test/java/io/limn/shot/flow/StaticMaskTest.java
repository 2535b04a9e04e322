package io.limn.shot.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StaticMaskTest {
    private static final int WIDTH = 128;
    private static final int HEIGHT = 96;

    /** A wavy picture with noise, on which a square of stripes stands at a column. */
    private static Luma picture(int seed, int column) {
        Random random = new Random(seed);
        float[] values = new float[WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            boolean square = x >= column && x < column + 24 && y >= 32 && y < 56;
            double light = square ? 200 + 40 * Math.sin(x - column) : 100 + 30 * Math.sin(x / 9.0) * Math.cos(y / 7.0);
            values[i] = (float) (light + random.nextGaussian());
        }
        return new Luma(WIDTH, HEIGHT, values);
    }

    @Test
    void nothingButNoiseMoves() {
        assertThat(StaticMask.between(picture(1, 40), picture(2, 40)).pixels()).containsOnly(true);
    }

    @Test
    void flowIsZeroWhereNothingMovesAndFoundWhereItDoes() {
        Luma one = picture(1, 40);
        Luma other = picture(2, 43);
        StaticMask still = StaticMask.between(one, other);
        Flow forth = InverseSearch.between(one, other, still);
        Flow back = InverseSearch.between(other, one, still);
        float[] trust = forth.trust(one, other, back, still);

        int corner = 5 * WIDTH + 110;
        int middle = 44 * WIDTH + 52;
        assertThat(still.at(corner)).isTrue();
        assertThat(forth.right()[corner]).isZero();
        assertThat(trust[corner]).isEqualTo(1);
        assertThat(still.at(middle)).isFalse();
        assertThat(forth.right()[middle]).isBetween(2f, 4f);
    }
}
