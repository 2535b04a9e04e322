package io.limn.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.LabelLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    private static final int RIGHT_KNUCKLES = 18;

    @Test
    void anyPartOfTheLimbCountsAndTheOtherSideIsReported() {
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

    @Test
    void knucklesAreOfTheirOwnArmAndPeopleMayHaveThemOrNot(@TempDir Path folder) throws IOException {
        String joints = "0, 0, 0, ".repeat(Limb.JOINTS);
        Path file = Files.writeString(
                folder.resolve("joints.json"),
                "{\"a.png\": [[" + joints + "1, 0, 2, 2, 0, 2], [" + joints.replaceFirst(", $", "") + "]]}");
        JointFile read = JointFile.read(file);
        assertThat(read.of("a.png"))
                .contains(new JointFile.Joint(RIGHT_KNUCKLES, 2, 0))
                .hasSize(2);
        JointScores scores = new JointScores();
        scores.add(read.of("a.png"), new LabelLayer(ANATOMY, 4, 1, new byte[] {0, 2, 2, 3}));
        assertThat(scores.scores()).isEqualTo(Map.of("knuckle", new JointScores.Score(2, 0.5, 0.5)));
    }
}
