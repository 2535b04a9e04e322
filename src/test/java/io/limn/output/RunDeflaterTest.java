package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class RunDeflaterTest {
    /** Writes the same to a deflater and plainly. */
    private static final class Both {
        final RunDeflater deflater = new RunDeflater();
        final ByteArrayOutputStream plain = new ByteArrayOutputStream();

        void beginRow() {
            deflater.beginRow();
            plain.write(0);
        }

        void run(int sample, int samples) {
            deflater.run(sample, samples);
            for (int i = 0; i < samples; i++) {
                plain.write(sample >> 8);
                plain.write(sample);
            }
        }
    }

    @Test
    void theOutputIsValidDeflate() throws IOException {
        Random random = new Random(7);
        int[] often = {0, 0, 65_535, 65_535, 256, 255, 0x0101};
        for (int width = 1; width < 700; width += 29) {
            Both both = new Both();
            for (int y = 0; y < 60; y++) {
                both.beginRow();
                // Noise, runs of every length, of samples that look like a filter type, and rows of nothing.
                for (int x = 0; x < width; ) {
                    int sample = random.nextInt(3) == 0 ? random.nextInt(65_536) : often[random.nextInt(often.length)];
                    int run = Math.min(width - x, random.nextInt(4) == 0 ? random.nextInt(600) : random.nextInt(4));
                    both.run(y % 5 == 0 ? 0 : sample, run);
                    x += run;
                }
            }
            byte[] inflated = new InflaterInputStream(stream(both.deflater)).readAllBytes();
            assertThat(inflated).as("width %d", width).isEqualTo(both.plain.toByteArray());
        }
    }

    @Test
    void piecesJoinIntoOneImage() throws IOException {
        Random random = new Random(3);
        List<DeflatePiece> pieces = new ArrayList<>();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int piece = 0; piece < 9; piece++) {
            Both both = new Both();
            for (int y = 0; y < 40; y++) {
                both.beginRow();
                both.run(piece % 3 == 0 ? 0 : random.nextInt(65_536), 300);
                both.run(random.nextInt(65_536), 1);
            }
            pieces.add(both.deflater.finish());
            plain.write(both.plain.toByteArray());
        }
        byte[] joined = DeflatePiece.join(pieces);
        // The inflater checks the sum, too.
        assertThat(new InflaterInputStream(new ByteArrayInputStream(joined)).readAllBytes())
                .isEqualTo(plain.toByteArray());
    }

    private static ByteArrayInputStream stream(RunDeflater deflater) {
        return new ByteArrayInputStream(DeflatePiece.join(List.of(deflater.finish())));
    }

    @Test
    void theChecksumOfALongRunIsRight() throws IOException {
        Both both = new Both();
        for (int y = 0; y < 50; y++) {
            both.beginRow();
            both.run(65_535, 65_535);
            both.run(65_534, 1);
        }
        byte[] inflated = new InflaterInputStream(stream(both.deflater)).readAllBytes();
        assertThat(inflated).isEqualTo(both.plain.toByteArray());
    }

    @Test
    void anEmptyMatteIsSmall() {
        RunDeflater deflater = new RunDeflater();
        for (int y = 0; y < 3072; y++) {
            deflater.beginRow();
            deflater.run(0, 4096);
        }
        assertThat(deflater.finish().blocks()).hasSizeLessThan(170_000);
    }
}
