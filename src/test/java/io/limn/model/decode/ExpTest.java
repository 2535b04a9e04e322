package io.limn.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpTest {
    @Test
    void itIsThePowerOfEWithinSinglePrecision() {
        for (float x = -80; x < 30; x += 0.0137f) {
            double exact = Math.exp(x);
            assertThat(Exp.of(x) / exact).as("e^%s", x).isCloseTo(1, within(1e-5));
        }
        assertThat(Exp.of(0)).isEqualTo(1);
        assertThat(Exp.of(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(Exp.of(-1000)).isZero();
    }

    @Test
    void theFastApproximationIsWithinTwoHundredThousandths() {
        for (float x = 0; x > -200; x -= 0.013f) {
            assertThat((double) Exp.roughly(x)).as("e^%s", x).isCloseTo(Math.exp(x), within(2e-5));
        }
        assertThat(Exp.roughly(0)).isEqualTo(1);
        assertThat(Exp.roughly(Float.NEGATIVE_INFINITY)).isLessThan(1e-20f);
    }
}
