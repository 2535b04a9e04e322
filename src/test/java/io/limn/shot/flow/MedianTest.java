package io.limn.shot.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void isTheMiddleOfTheSortedValues() {
        Random random = new Random(4);
        for (int count = 1; count < 200; count++) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = random.nextInt(20) - 10;
            }
            float[] sorted = values.clone();
            Arrays.sort(sorted);

            assertThat(Median.of(values, count)).as("of %d", count).isEqualTo(sorted[count / 2]);
        }
    }

    @Test
    void leavesOutWhatLiesBehindTheCount() {
        assertThat(Median.of(new float[] {3, 1, 2, 900, 900}, 3)).isEqualTo(2);
        assertThat(Median.of(new float[] {900}, 0)).isZero();
    }
}
