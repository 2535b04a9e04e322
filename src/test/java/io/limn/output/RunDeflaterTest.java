package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class RunDeflaterTest {
    private static void check(byte[][] rows) throws IOException {
        RunDeflater deflater = new RunDeflater(rows[0].length);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte[] row : rows) {
            deflater.row(row);
            expected.write(row);
        }
        byte[] inflated = new InflaterInputStream(new ByteArrayInputStream(deflater.finish())).readAllBytes();
        assertThat(inflated).isEqualTo(expected.toByteArray());
    }

    @Test
    void whatAnyoneInflatesIsWhatWentIn() throws IOException {
        Random random = new Random(7);
        for (int width = 3; width < 700; width += 29) {
            byte[][] rows = new byte[40][width];
            for (byte[] row : rows) {
                // Noise, runs of two-byte samples of every length, and rows of nothing.
                for (int x = 1; random.nextInt(4) > 0 && x < width; ) {
                    byte high = (byte) random.nextInt(256);
                    byte low = (byte) random.nextInt(256);
                    for (int run = random.nextInt(300) - 20; run > 0 && x < width; run--, x++) {
                        row[x] = x % 2 == 0 ? high : low;
                    }
                    if (x < width) {
                        row[x++] = (byte) random.nextInt();
                    }
                }
            }
            check(rows);
        }
    }

    @Test
    void anEmptyMatteIsSmall() {
        RunDeflater deflater = new RunDeflater(2 * 4096 + 1);
        for (int y = 0; y < 3072; y++) {
            deflater.row(new byte[2 * 4096 + 1]);
        }
        assertThat(deflater.finish()).hasSizeLessThan(170_000);
    }
}
