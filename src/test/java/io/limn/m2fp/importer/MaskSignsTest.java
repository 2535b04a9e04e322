package io.limn.m2fp.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MaskSignsTest {
    /** Two queries of one class, four cells each; the second query holds itself to be nothing. */
    private static final float[] LOGITS = {3, 0, -9, 9};

    private static final float[] MASKS = {1, 1, -1, -1, 1, 1, 1, 1};

    private static MaskSigns signs(float[] logits, float... masks) {
        return MaskSigns.of(logits, masks, 2, 0.1f);
    }

    @Test
    void theShareIsOfThePixelsOfMasksThatAreKept() {
        MaskSigns before = signs(LOGITS, MASKS);
        assertThat(before.changed(signs(LOGITS, 1, -1, -1, -1, -1, -1, -1, -1))).isCloseTo(0.25, within(1e-9));
        assertThat(before.changed(before)).isZero();
    }

    @Test
    void aMaskKeptByOnlyOneOfTheTwoCounts() {
        MaskSigns after = signs(new float[] {3, 0, 9, -9}, 1, 1, -1, -1, -1, -1, 1, 1);
        assertThat(signs(LOGITS, MASKS).changed(after)).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void withoutAKeptNetworkNothingChanges() {
        MaskSigns nothing = signs(new float[] {-9, 9, -9, 9}, MASKS);
        assertThat(nothing.changed(signs(new float[] {-9, 9, -9, 9}, 0, 0, 0, 0, 0, 0, 0, 0)))
                .isZero();
    }
}
