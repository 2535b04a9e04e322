package io.limn.output.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogarithmTest {
    @Test
    void isWithinTwoTenThousandthsFromTinyToHuge() {
        for (float x = 1e-30f; x < 1e30f; x *= 1.037f) {
            assertThat((double) Logarithm.of(x)).as("ln %s", x).isCloseTo(Math.log(x), within(2e-4));
        }
    }
}
