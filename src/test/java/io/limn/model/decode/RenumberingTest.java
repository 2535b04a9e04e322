package io.limn.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RenumberingTest {
    /** Runs of all lengths, at all offsets, and a rest that is no eight pixels. */
    @Test
    void eachPixelGetsItsNewNumber() {
        byte[] ids = new byte[256];
        for (int id = 1; id < 256; id++) {
            ids[id] = (byte) (256 - id);
        }
        Random random = new Random(7);
        byte[] map = new byte[4099];
        for (int at = 0; at < map.length; ) {
            byte id = (byte) random.nextInt(256);
            for (int run = random.nextInt(30); run >= 0 && at < map.length; run--) {
                map[at++] = random.nextInt(40) == 0 ? 0 : id;
            }
        }
        byte[] expected = new byte[map.length];
        for (int at = 0; at < map.length; at++) {
            expected[at] = (byte) -map[at];
        }

        new Renumbering(ids).apply(map);

        assertThat(map).isEqualTo(expected);
    }
}
