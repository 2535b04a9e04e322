package io.limn.output.zlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's inflater, which also checks the checksum, gives back what was written. */
class ZlibWriterTest {
    /** Writes the same to a stream and plainly. */
    private static final class Both {
        final ZlibWriter stream = new ZlibWriter();
        final Adler adler = new Adler();
        byte[] plain = new byte[1 << 12];
        int length;

        void literal(int value) {
            stream.literal(value);
            adler.add(value & 0xFF);
            append(value);
        }

        void match(int count, int distance) {
            stream.match(count, distance);
            int start = length;
            for (int i = 0; i < count; i++) {
                append(plain[length - distance]);
            }
            if (distance == 1) {
                adler.run(plain[start] & 0xFF, count);
            } else if (distance == 2 && count % 2 == 0) {
                adler.pairs(plain[start] & 0xFF, plain[start + 1] & 0xFF, count / 2);
            } else {
                adler.add(plain, start, length);
            }
        }

        private void append(int value) {
            if (length == plain.length) {
                plain = Arrays.copyOf(plain, 2 * length);
            }
            plain[length++] = (byte) value;
        }

        void check() throws IOException {
            byte[] packed = stream.finish(adler.value());
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            new InflaterInputStream(new ByteArrayInputStream(packed)).transferTo(all);
            assertThat(all.toByteArray()).isEqualTo(Arrays.copyOf(plain, length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void literalsAndMatchesOfAnyLengthAndDistance(int seed) throws IOException {
        Random random = new Random(seed);
        Both both = new Both();
        both.literal(random.nextInt(256));
        both.literal(random.nextInt(256));
        for (int i = 0; i < 3000; i++) {
            if (random.nextInt(3) > 0) {
                both.literal((int) (random.nextGaussian() * 4 * seed));
            } else {
                int farthest = Math.min(both.length, ZlibWriter.FARTHEST);
                both.match(
                        3 + random.nextInt(random.nextInt(9) == 0 ? 2000 : 30),
                        1 + random.nextInt(random.nextBoolean() ? 2 : farthest));
            }
        }
        both.check();
    }

    @Test
    void severalBlocksLongRunsAndOneStreamAfterAnother() throws IOException {
        Both both = new Both();
        for (int i = 0; i < 100_000; i++) {
            both.literal(i * i);
        }
        both.match(3_000_000, 1);
        both.check();
        both.stream.clear();
        both.adler.clear();
        both.length = 0;
        both.check();
        both.stream.clear();
        both.adler.clear();
        both.literal(7);
        both.match(257, 1);
        both.match(258 + 258 + 1, 1);
        both.check();
    }

    @Test
    void countsThatGrowLikeFibonaccisNumbersKeepCodesShort() throws IOException {
        Both both = new Both();
        for (int symbol = 0, count = 1, before = 1; symbol < 25; symbol++) {
            for (int i = 0; i < Math.min(count, 6000); i++) {
                both.literal(symbol);
            }
            int next = count + before;
            before = count;
            count = next;
        }
        both.check();
    }
}
