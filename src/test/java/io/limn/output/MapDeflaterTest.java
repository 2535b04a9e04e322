package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapDeflaterTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 17, 64, 255, 300, 40_000})
    void theMapIsValidDeflate(int width) throws IOException {
        for (int seed = 0; seed < 12; seed++) {
            check(map(width, 1 + 2 * seed, new Random(seed)), width);
        }
    }

    /** Rows that are like the one above but for a few pixels, at its ends too. */
    private static byte[] map(int width, int height, Random random) {
        byte[] map = new byte[width * height];
        for (int y = 0; y < height; y++) {
            if (y > 0 && random.nextInt(6) > 0) {
                System.arraycopy(map, (y - 1) * width, map, y * width, width);
            }
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                int from =
                        switch (random.nextInt(3)) {
                            case 0 -> 0;
                            case 1 -> Math.max(0, width - 1 - random.nextInt(4));
                            default -> random.nextInt(width);
                        };
                int to = Math.min(width, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
                byte id = (byte) random.nextInt(256);
                for (int x = from; x < to; x++) {
                    map[y * width + x] = random.nextInt(20) == 0 ? (byte) random.nextInt(4) : id;
                }
            }
        }
        return map;
    }

    private static void check(byte[] map, int width) throws IOException {
        byte[] packed = MapDeflater.deflate(map, width, map.length / width, () -> {});
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int at = 0; at < map.length; at += width) {
            rows.write(0);
            rows.write(map, at, width);
        }
        assertThat(new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(rows.toByteArray());
    }

    @Test
    void anEmptyMapIsSmall() throws IOException {
        byte[] map = new byte[1024 * 768];
        check(map, 1024);
        assertThat(MapDeflater.deflate(map, 1024, 768, () -> {})).hasSizeLessThan(5000);
    }
}
