package io.limn.shot.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.Frame;
import org.junit.jupiter.api.Test;

/** A textured bar, like a forearm, that turns around one of its ends before a textured wall; its tip moves by 13 pixels a frame. */
class FlowCompletionTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 128;
    private static final int FRAMES = 8;
    private static final float SURE = 0.5f;

    @Test
    void aMaskOnALimbThatTurnsFastIsStillThereAfterEightFrames() {
        double without = overlapAfterAll(false);
        double with = overlapAfterAll(true);
        assertThat(with).isGreaterThan(0.8).isGreaterThan(without + 0.1);
    }

    @Test
    void whatWasHiddenBeforeStaysUnknown() {
        Luma before = bar(0);
        Luma now = bar(1);
        FlowCompletion motion = between(now, before);
        int uncovered = 0;
        int known = 0;
        for (int at = 0; at < motion.known().length; at++) {
            boolean wasHidden = inside(0, at % WIDTH, at / WIDTH) && !inside(1, at % WIDTH, at / WIDTH);
            uncovered += wasHidden ? 1 : 0;
            known += wasHidden && motion.known()[at] ? 1 : 0;
        }
        assertThat(known).isLessThan(uncovered / 2);
    }

    private static double overlapAfterAll(boolean completed) {
        boolean[] mask = new boolean[WIDTH * HEIGHT];
        for (int at = 0; at < mask.length; at++) {
            mask[at] = inside(0, at % WIDTH, at / WIDTH);
        }
        for (int step = 1; step <= FRAMES; step++) {
            Luma before = bar(step - 1);
            Luma now = bar(step);
            Flow back = InverseSearch.between(now, before);
            float[] trust = back.trust(now, before, InverseSearch.between(before, now));
            FlowCompletion motion = FlowCompletion.of(back, trust, SURE, now, before);
            boolean[] moved = new boolean[mask.length];
            for (int at = 0; at < moved.length; at++) {
                int x = Math.round(at % WIDTH + motion.flow().right()[at]);
                int y = Math.round(at / WIDTH + motion.flow().down()[at]);
                boolean known = completed ? motion.known()[at] : trust[at] >= SURE;
                boolean in = x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT;
                moved[at] = known && in && mask[y * WIDTH + x] && inside(step, at % WIDTH, at / WIDTH);
            }
            mask = moved;
        }
        int kept = 0;
        int all = 0;
        for (int at = 0; at < mask.length; at++) {
            boolean in = inside(FRAMES, at % WIDTH, at / WIDTH);
            all += in ? 1 : 0;
            kept += in && mask[at] ? 1 : 0;
        }
        return (double) kept / all;
    }

    private static FlowCompletion between(Luma now, Luma before) {
        Flow back = InverseSearch.between(now, before);
        float[] trust = back.trust(now, before, InverseSearch.between(before, now));
        return FlowCompletion.of(back, trust, SURE, now, before);
    }

    private static double along(int step, int x, int y) {
        double angle = -0.6 + 0.18 * step;
        return (x - 60) * Math.cos(angle) + (y - 50) * Math.sin(angle);
    }

    private static double across(int step, int x, int y) {
        double angle = -0.6 + 0.18 * step;
        return (y - 50) * Math.cos(angle) - (x - 60) * Math.sin(angle);
    }

    private static boolean inside(int step, int x, int y) {
        double along = along(step, x, y);
        return along >= 0 && along < 70 && Math.abs(across(step, x, y)) < 8;
    }

    private static Luma bar(int step) {
        byte[] bgr = new byte[3 * WIDTH * HEIGHT];
        for (int y = 0, at = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++, at += 3) {
                double u = along(step, x, y);
                double v = across(step, x, y);
                double value = inside(step, x, y)
                        ? 150 + 25 * Math.sin(0.5 * u + Math.sin(0.4 * v)) + 15 * Math.sin(0.9 * v + 0.2 * u)
                        : 80 + 20 * Math.sin(0.35 * x + 2 * Math.sin(0.21 * y)) + 15 * Math.sin(0.47 * y + 0.13 * x);
                for (int channel = 0; channel < 3; channel++) {
                    bgr[at + channel] = (byte) Math.round(value);
                }
            }
        }
        return Luma.of(new Frame(WIDTH, HEIGHT, bgr), WIDTH, HEIGHT, 1, 1);
    }
}
