package io.limn.shot;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.PersonMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginFillTest {
    private static final LabelSet PARTS = new LabelSet(
            "parts",
            List.of(new Label(0, "background", 0), new Label(1, "coat", 1), new Label(2, "arm", 2)),
            List.of());

    @Test
    void theRestOfALimbFollowsThePartWhoseMotionIsKnown() {
        int[] origins = fill(new byte[] {1, 2, 2, 2, 2, 0}, new byte[] {1, 1, 1, 1, 1, 0}, 7, 9, -1, -1, -1, -1);
        assertThat(origins).containsExactly(7, 9, 9, 9, 9, -1);
    }

    @Test
    void otherLabelsOtherPersonsAndBackgroundAreNotFilled() {
        int[] origins = fill(new byte[] {2, 1, 2, 2, 0, 0}, new byte[] {1, 1, 1, 2, 0, 0}, 3, -1, -1, 5, 6, -1);
        assertThat(origins).containsExactly(3, -1, -1, 5, 6, -1);
    }

    @Test
    void theNearestKnownPixelCounts() {
        int[] origins = fill(new byte[] {2, 2, 2, 2, 2, 2}, new byte[] {1, 1, 1, 1, 1, 1}, 1, -1, -1, -1, -1, 2);
        assertThat(origins).containsExactly(1, 1, 1, 2, 2, 2);
    }

    private static int[] fill(byte[] labels, byte[] persons, int... origins) {
        OriginFill.fill(
                new Parsing(
                        labels.length,
                        1,
                        List.of(new LabelLayer(PARTS, labels.length, 1, labels)),
                        new PersonMap(labels.length, 1, persons),
                        List.of(),
                        Optional.empty()),
                origins);
        return origins;
    }
}
