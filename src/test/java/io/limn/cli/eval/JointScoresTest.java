package io.limn.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.LabelLayer;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointScoresTest {
    private static final LabelSet ANATOMY = new LabelSet(
            "anatomy",
            List.of(
                    new Label(0, "background", 0),
                    new Label(1, "left-hand", 1),
                    new Label(2, "right-lower-arm", 2),
                    new Label(3, "left-upper-leg", 3)),
            List.of());

    private static final int LEFT_WRIST = 9;
    private static final int RIGHT_WRIST = 10;
    private static final int LEFT_KNEE = 13;

    @Test
    void anyPartOfTheLimbCountsAndTheOtherSideIsTold() {
        JointScores scores = new JointScores();
        LabelLayer layer = new LabelLayer(ANATOMY, 4, 1, new byte[] {0, 1, 2, 3});
        scores.add(
                List.of(
                        new JointFile.Joint(LEFT_WRIST, 1.9, 0.5),
                        new JointFile.Joint(LEFT_WRIST, 2, 0),
                        new JointFile.Joint(RIGHT_WRIST, 2.5, 0),
                        new JointFile.Joint(LEFT_WRIST, 3, 0),
                        new JointFile.Joint(LEFT_WRIST, 4, 0),
                        new JointFile.Joint(LEFT_KNEE, 3, 0.9),
                        new JointFile.Joint(0, 1, 0)),
                layer);
        assertThat(scores.scores()).containsOnlyKeys("wrist", "knee");
        assertThat(scores.scores().get("wrist")).isEqualTo(new JointScores.Score(4, 0.5, 0.25));
        assertThat(scores.scores().get("knee")).isEqualTo(new JointScores.Score(1, 1, 0));
    }
}
