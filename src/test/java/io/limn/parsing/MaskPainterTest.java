package io.limn.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskPainterTest {
    private static final LabelSet LABELS = new LabelSet(
            "parts",
            List.of(
                    new Label(0, "background", 0),
                    new Label(1, "coat", 1),
                    new Label(2, "belt", 2),
                    new Label(3, "hand", 3)),
            List.of());

    @Test
    void aSmallRegionLiesOverALargeOneWhateverTheirOrder() {
        Mask coat = full(1, 0.9f, new Box(0, 0, 4, 3));
        Mask belt = full(2, 0.1f, new Box(0, 1, 4, 1));
        Mask hand = full(3, 0.1f, new Box(3, 1, 1, 1));
        byte[] expected = {1, 1, 1, 1, 2, 2, 2, 3, 1, 1, 1, 1};

        assertThat(MaskPainter.paint(LABELS, 4, 3, List.of(coat, belt, hand)).ids())
                .isEqualTo(expected);
        assertThat(MaskPainter.paint(LABELS, 4, 3, List.of(hand, belt, coat)).ids())
                .isEqualTo(expected);
    }

    @Test
    void sizeIsCountedInPixelsAndNotByTheBox() {
        Mask sparse = new Mask(2, 0.5f, new Box(0, 0, 3, 1), new byte[] {0, 1, 0});
        Mask dense = full(1, 0.9f, new Box(0, 0, 2, 1));

        assertThat(MaskPainter.paint(LABELS, 3, 1, List.of(sparse, dense)).ids())
                .isEqualTo(new byte[] {1, 2, 0});
    }

    @Test
    void ofEquallyLargeRegionsTheSurerLiesOnTop() {
        Mask sure = full(1, 0.9f, new Box(0, 0, 2, 1));
        Mask doubtful = full(2, 0.4f, new Box(1, 0, 2, 1));

        assertThat(MaskPainter.paint(LABELS, 3, 1, List.of(sure, doubtful)).ids())
                .isEqualTo(new byte[] {1, 1, 2});
        assertThat(MaskPainter.paint(LABELS, 3, 1, List.of(doubtful, sure)).ids())
                .isEqualTo(new byte[] {1, 1, 2});
    }

    @Test
    void withoutRegionsAllIsBackground() {
        assertThat(MaskPainter.paint(LABELS, 2, 2, List.of()).ids()).containsOnly(0);
    }

    @Test
    void aRegionOutsideTheFrameOrOfAnUnknownLabelIsRefused() {
        assertThatThrownBy(() -> MaskPainter.paint(LABELS, 2, 2, List.of(full(1, 1, new Box(1, 0, 2, 1)))))
                .hasMessageContaining("outside the frame of 2x2");
        assertThatThrownBy(() -> MaskPainter.paint(LABELS, 2, 2, List.of(full(4, 1, new Box(0, 0, 1, 1)))))
                .hasMessage("layer 'parts' has no label 4");
        assertThatThrownBy(() -> new Mask(1, 1, new Box(0, 0, 2, 2), new byte[3]))
                .hasMessageContaining("one byte a pixel");
        assertThatThrownBy(() -> full(0, 1, new Box(0, 0, 1, 1))).hasMessageContaining("1..255");
    }

    private static Mask full(int label, float score, Box bounds) {
        byte[] inside = new byte[bounds.width() * bounds.height()];
        Arrays.fill(inside, (byte) 1);
        return new Mask(label, score, bounds, inside);
    }
}
