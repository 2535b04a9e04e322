package io.limn.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelScoresTest {
    static final LabelSet LABELS = new LabelSet(
            "parts",
            List.of(
                    new Label(0, "background", 0),
                    new Label(1, "left-arm", 1),
                    new Label(2, "right-arm", 2),
                    new Label(3, "hat", 3),
                    new Label(4, "bag", 4)),
            List.of(new LabelSet.Pair("left-arm", "right-arm")));

    private static LabelScores scores(byte[] truth, byte[] prediction) {
        LabelScores scores = new LabelScores(LABELS);
        scores.add(truth, prediction, LabelMapping.own(LABELS));
        return scores;
    }

    @Test
    void aPerfectMapScoresOneEverywhere() {
        byte[] map = {0, 1, 2, 3};
        LabelScores scores = scores(map, map);
        assertThat(scores.meanIou()).isEqualTo(1);
        assertThat(scores.pixelAccuracy()).isEqualTo(1);
        assertThat(scores.personIou()).isEqualTo(1);
        assertThat(scores.sides()).isEqualTo(Map.of("arm", 1.0));
    }

    @Test
    void everyFigureOfATinyMapIsAsWorkedOutByHand() {
        LabelScores scores = scores(new byte[] {0, 0, 0, 1, 1, 1, 2, 2}, new byte[] {0, 0, 1, 1, 1, 2, 2, 0});
        assertThat(scores.iou(0)).hasValueSatisfying(iou -> assertThat(iou).isCloseTo(2 / 4.0, within(1e-9)));
        assertThat(scores.iou(1)).hasValueSatisfying(iou -> assertThat(iou).isCloseTo(2 / 4.0, within(1e-9)));
        assertThat(scores.iou(2)).hasValueSatisfying(iou -> assertThat(iou).isCloseTo(1 / 3.0, within(1e-9)));
        assertThat(scores.iou(3)).isEmpty();
        assertThat(scores.meanIou()).isCloseTo((0.5 + 0.5 + 1 / 3.0) / 3, within(1e-9));
        assertThat(scores.pixelAccuracy()).isCloseTo(5 / 8.0, within(1e-9));
        assertThat(scores.personIou()).isCloseTo(4 / 6.0, within(1e-9));
        assertThat(scores.sides().get("arm")).isCloseTo(3 / 4.0, within(1e-9));
        assertThat(scores.truthPixels(1)).isEqualTo(3);
        assertThat(scores.predictedPixels(1)).isEqualTo(3);
    }

    @Test
    void aClassThatIsOnlyPredictedScoresZero() {
        assertThat(scores(new byte[] {0, 0}, new byte[] {0, 3}).meanIou()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void idsTheLabelSetLacksAreIgnored() {
        LabelScores scores = scores(new byte[] {0, 18, (byte) 255}, new byte[] {0, 1, 2});
        assertThat(scores.pixelAccuracy()).isEqualTo(1);
        assertThat(scores.meanIou()).isEqualTo(1);
    }

    @Test
    void framesAddUpByPixelsNotByFrames() {
        LabelScores scores = scores(new byte[] {1, 1, 1}, new byte[] {1, 1, 1});
        scores.add(new byte[] {1}, new byte[] {0}, LabelMapping.own(LABELS));
        assertThat(scores.iou(1)).hasValueSatisfying(iou -> assertThat(iou).isCloseTo(0.75, within(1e-9)));
    }
}
