package io.limn.shot.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A textured bar, as wide as a forearm, that moves before a textured wall. */
class SupportSearchTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;
    private static final int BAR = 8;
    private static final int LEFT = 40;
    private static final int MOVED = 7;

    private static Luma draw(int bar) {
        float[] values = new float[WIDTH * HEIGHT];
        for (int at = 0; at < values.length; at++) {
            int x = at % WIDTH;
            int y = at / WIDTH;
            boolean wall = x < bar || x >= bar + BAR;
            values[at] = wall ? texture(x, y, 0) : 90 + texture(x - bar, y, 7) / 2;
        }
        return new Luma(WIDTH, HEIGHT, values);
    }

    private static float texture(int x, int y, int which) {
        return (float) (90 + 40 * Math.sin(0.7 * x + which + 2 * Math.sin(0.4 * y)) + 30 * Math.sin(0.5 * y + 0.2 * x));
    }

    /** Share of the pixels of bar and wall, around the bar, whose motion is off by more than a pixel. */
    private static double wrong(Flow flow) {
        int wrong = 0;
        int all = 0;
        for (int y = 4; y < HEIGHT - 4; y++) {
            for (int x = LEFT - 12; x < LEFT + BAR; x++) {
                int at = y * WIDTH + x;
                float moves = x < LEFT ? 0 : MOVED;
                wrong += Math.hypot(flow.right()[at] - moves, flow.down()[at]) > 1 ? 1 : 0;
                all++;
            }
        }
        return (double) wrong / all;
    }

    private static Groups everywhere() {
        int blocks = WIDTH * HEIGHT / (SupportSearch.BLOCK * SupportSearch.BLOCK);
        boolean[] searched = new boolean[blocks];
        Arrays.fill(searched, true);
        return new Groups(new int[blocks], searched);
    }

    @Test
    void bordersOfMovingPartsAreSharper() {
        Luma from = draw(LEFT);
        Luma to = draw(LEFT + MOVED);
        Flow rough = InverseSearch.between(from, to);
        Flow back = InverseSearch.between(to, from);
        Flow refined = SupportSearch.refined(from, to, rough, back, StaticMask.NONE, everywhere());
        assertThat(wrong(refined)).isLessThan(wrong(rough) / 2).isLessThan(0.1);
    }

    @Test
    void motionStaysUnchangedWhereItIsNotSearched() {
        Luma from = draw(LEFT);
        Luma to = draw(LEFT + MOVED);
        Flow rough = InverseSearch.between(from, to);
        Groups nowhere = new Groups(everywhere().ids(), new boolean[everywhere().searched().length]);
        Flow refined =
                SupportSearch.refined(from, to, rough, InverseSearch.between(to, from), StaticMask.NONE, nowhere);
        assertThat(refined.right()).isEqualTo(rough.right());
        assertThat(refined.down()).isEqualTo(rough.down());
    }
}
