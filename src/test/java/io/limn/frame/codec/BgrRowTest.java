package io.limn.frame.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BgrRowTest {
    @Test
    void everyPixelsBytesAreWrittenInPlace() {
        Random random = new Random(2);
        for (int width = 1; width < 14; width++) {
            int[] rgba = random.ints(width).toArray();
            byte[] bgr = new byte[width * 3 + 10];
            byte[] expected = bgr.clone();
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    expected[5 + 3 * x + channel] = (byte) (rgba[x] >> 8 * (channel + 1));
                }
            }

            BgrRow.of(rgba, bgr, 5);

            assertThat(bgr).as("width %d", width).isEqualTo(expected);
        }
    }
}
