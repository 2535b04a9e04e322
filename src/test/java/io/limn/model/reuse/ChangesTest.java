package io.limn.model.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 192;
    private static final float LEVEL = 1 / 127.5f;

    /** A wavy picture with the noise of a camera, two levels, fresh for each seed. */
    private static FloatBuffer picture(int seed) {
        Random random = new Random(seed);
        float[] values = new float[3 * WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH % HEIGHT;
            values[i] = (float) (0.4 * Math.sin(x / 9.0) * Math.cos(y / 7.0) + 2 * LEVEL * random.nextGaussian());
        }
        return FloatBuffer.wrap(values);
    }

    private static FloatBuffer brighter(FloatBuffer picture, int left, int top, int right, int bottom, int levels) {
        for (int channel = 0; channel < 3; channel++) {
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    int at = (channel * HEIGHT + y) * WIDTH + x;
                    picture.put(at, picture.get(at) + levels * LEVEL);
                }
            }
        }
        return picture;
    }

    private static Changes seen(int seed) {
        return new Changes(picture(seed), WIDTH, HEIGHT, 16, LEVEL);
    }

    @Test
    void noiseAloneIsNoChange() {
        assertThat(seen(1).areas(picture(2))).isEmpty();
    }

    @Test
    void changedAreasIncludeTheirSurroundings() {
        List<Area> areas = seen(1).areas(brighter(picture(2), 160, 80, 184, 104, 12));

        assertThat(areas).singleElement().satisfies(area -> {
            assertThat(area.core()).isEqualTo(new Area.Core(152, 72, 192, 112));
            assertThat(area.left()).isLessThanOrEqualTo(152 - Changes.CONTEXT).isNotNegative();
            assertThat(area.right() % 16).isZero();
            assertThat(area.pixels()).isLessThan(WIDTH * HEIGHT / 2);
        });
    }

    @Test
    void touchingAreasAreMerged() {
        FloatBuffer now = brighter(brighter(picture(2), 96, 80, 120, 104, 12), 160, 80, 184, 104, 12);
        FloatBuffer apart = brighter(brighter(picture(2), 0, 80, 16, 104, 12), 304, 80, 320, 104, 12);

        assertThat(seen(1).areas(now)).hasSize(1);
        assertThat(seen(1).areas(apart)).hasSize(2);
    }

    @Test
    void slowChangesOfLightCountOnceTheyAddUp() {
        Changes changes = seen(1);

        assertThat(changes.areas(brighter(picture(2), 0, 0, WIDTH, HEIGHT, 1))).isEmpty();
        assertThat(changes.areas(brighter(picture(3), 0, 0, WIDTH, HEIGHT, 30)))
                .singleElement()
                .satisfies(area -> assertThat(area.pixels()).isEqualTo((long) WIDTH * HEIGHT));
    }

    @Test
    void recomputedAreasBecomeTheReference() {
        Changes changes = seen(1);
        FloatBuffer moved = brighter(picture(2), 160, 80, 184, 104, 12);
        changes.areas(moved).forEach(area -> changes.computed(area, moved));

        assertThat(changes.areas(brighter(picture(3), 160, 80, 184, 104, 12))).isEmpty();
        assertThat(changes.areas(picture(4))).hasSize(1);
    }
}
