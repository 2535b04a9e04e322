package io.limn.model.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeptOutputTest {
    private static final int SIDE = 40; // cells of 4 input pixels

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void changedCellsAreReplacedAndBlendedIntoKeptOnes() {
        KeptOutput output = new KeptOutput(2, 4, SIDE);
        float[] kept = output.keep(filled(2 * SIDE * SIDE, 0), 2 * SIDE * SIDE);
        Area area = Area.around(new Area.Core(72, 72, 88, 88), 32, 16, 160, 160);
        output.blend(filled(2 * area.width() / 4 * area.height() / 4, 1), area);

        for (int plane = 0; plane < 2; plane++) {
            int row = (plane * SIDE + 20) * SIDE;
            assertThat(Arrays.copyOfRange(kept, row + 18, row + 22)).containsOnly(1);
            assertThat(kept[row + 16]).isBetween(0.5f, 0.7f);
            assertThat(kept[row + area.left() / 4]).isZero();
            assertThat(kept[row]).isZero();
        }
    }

    @Test
    void areasAtTheInputsEdgesAreReplacedCompletely() {
        KeptOutput output = new KeptOutput(1, 4, SIDE);
        float[] kept = output.keep(filled(SIDE * SIDE, 0), SIDE * SIDE);
        Area area = Area.around(new Area.Core(0, 120, 24, 160), 32, 16, 160, 160);
        output.blend(filled(area.width() / 4 * area.height() / 4, 1), area);

        assertThat(kept[39 * SIDE]).isEqualTo(1);
        assertThat(kept[39 * SIDE + 39]).isZero();
    }
}
