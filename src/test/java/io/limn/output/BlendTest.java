package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BlendTest {
    @Test
    void eachChannelIsThePixelsAndTheColoursShareRounded() {
        Random random = new Random(3);
        int[] palette = random.ints(256, 0, 1 << 24).toArray();
        byte[] bgr = new byte[3 * 7 * 2];
        random.nextBytes(bgr);
        bgr[39] = bgr[40] = bgr[41] = (byte) 255;
        byte[] ids = {0, 0, 1, 1, 2, 0, (byte) 200, 1, 0, 0, 0, 3, 3, (byte) 200};
        palette[200] = 0xFFFFFF;
        for (double opacity : new double[] {0, 0.6, 1}) {
            Blend blend = Blend.of(palette, opacity);
            for (int first : new int[] {0, 7}) {
                byte[] row = new byte[3 * 7];
                blend.row(bgr, ids, first, 7, row);
                for (int x = 0; x < 7; x++) {
                    int id = ids[first + x] & 0xFF;
                    for (int channel = 0; channel < 3; channel++) {
                        int pixel = bgr[3 * (first + x) + channel] & 0xFF;
                        double mixed = pixel + (id == 0 ? 0 : opacity * ((palette[id] >> 8 * channel & 0xFF) - pixel));
                        assertThat(row[3 * x + 2 - channel] & 0xFF)
                                .as("opacity %s, pixel %d, channel %d", opacity, first + x, channel)
                                .isBetween((int) Math.round(mixed - 0.01), (int) Math.round(mixed + 0.01));
                    }
                }
            }
        }
    }
}
