package io.limn.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelLayerTest {
    @Test
    void everyPixelIsCountedOnceWhateverTheRuns() {
        Random random = new Random(4);
        for (int width : new int[] {1, 7, 8, 9, 1000}) {
            byte[] ids = new byte[width * 3];
            for (int at = 0; at < ids.length; ) {
                byte id = (byte) random.nextInt(3);
                for (int end = Math.min(ids.length, at + 1 + random.nextInt(40)); at < end; at++) {
                    ids[at] = id;
                }
            }
            long[] expected = new long[3];
            for (byte id : ids) {
                expected[id]++;
            }
            assertThat(new LabelLayer(labels(), width, 3, ids).counts())
                    .as("width %d", width)
                    .isEqualTo(expected);
        }
    }

    private static LabelSet labels() {
        return new LabelSet(
                "parts",
                List.of(new Label(0, "background", 0), new Label(1, "hat", 0xFF0000), new Label(2, "hair", 0xFF00)),
                List.of());
    }
}
