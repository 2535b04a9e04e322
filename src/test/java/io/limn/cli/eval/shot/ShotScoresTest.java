package io.limn.cli.eval.shot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A person of 20 columns who goes 2 pixels to the right per frame, in frames of 64 x 32: 16 pixels at 1,024 for one here. */
class ShotScoresTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 32;
    private static final LabelSet PARTS = new LabelSet(
            "parts",
            List.of(new Label(0, "background", 0), new Label(1, "face", 1), new Label(2, "pants", 2)),
            List.of());

    private final ShotScores scores = new ShotScores(List.of(PARTS));

    private static byte[] column(double from, int id) {
        byte[] ids = new byte[WIDTH * HEIGHT];
        for (int y = 6; y < 26; y++) {
            Arrays.fill(ids, y * WIDTH + (int) from, y * WIDTH + (int) from + 20, (byte) id);
        }
        return ids;
    }

    private static TruthFrame truth(int frame) {
        float[] x = new float[WIDTH * HEIGHT];
        float[] y = new float[WIDTH * HEIGHT];
        boolean[] seen = new boolean[WIDTH * HEIGHT];
        byte[] person = column(10 + 2 * frame, 1);
        for (int i = 0; i < x.length; i++) {
            x[i] = i % WIDTH - (person[i] == 0 ? 0 : 2);
            y[i] = i / WIDTH;
            seen[i] = true;
        }
        return new TruthFrame(
                WIDTH, HEIGHT, Map.of("parts", person), person, frame == 0 ? null : new TrueMotion(x, y, seen));
    }

    /** A matte that ends at a fraction of a pixel on the left. */
    private static Answer answer(double from, int label, int number) {
        float[] matte = new float[WIDTH * HEIGHT];
        for (int y = 6; y < 26; y++) {
            for (int x = 0; x < WIDTH; x++) {
                matte[y * WIDTH + x] = (float) Math.max(0, Math.min(1, Math.min(x + 1 - from, from + 20 - x)));
            }
        }
        return new Answer(Map.of("parts", column(from, label)), column(from, number), Map.of("person", matte));
    }

    @Test
    void parsingsThatFollowThePersonExactlyAreSteady() {
        for (int frame = 0; frame < 4; frame++) {
            scores.add(truth(frame), answer(10 + 2 * frame, 1, 7));
        }
        ShotScore score = scores.score();
        assertThat(score.jitter().get("person")).isLessThan(0.05);
        assertThat(score.flicker().get("parts")).isZero();
        assertThat(score.dtSsd()).isZero();
        assertThat(score.switches()).isZero();
        assertThat(score.personIou()).isEqualTo(1);
    }

    @Test
    void jitterIsStatedAtAThousandPixels() {
        for (int frame = 0; frame < 6; frame++) {
            scores.add(truth(frame), answer(10 + 2 * frame + 0.5 * (frame % 2), 1, 1));
        }
        assertThat(scores.score().jitter().get("person")).isEqualTo(8, within(0.5));
    }

    @Test
    void aLabelThatChangesByItselfFlickers() {
        for (int frame = 0; frame < 3; frame++) {
            scores.add(truth(frame), answer(10 + 2 * frame, 1 + frame % 2, 1));
        }
        // the person's pixels among those whose truth stayed: all but what was uncovered
        assertThat(scores.score().flicker().get("parts")).isEqualTo(400.0 / (WIDTH * HEIGHT - 40), within(0.01));
    }

    @Test
    void aChangedNumberIsASwitchUnlessThePersonWasHidden() {
        TruthFrame empty = new TruthFrame(
                WIDTH, HEIGHT, Map.of("parts", new byte[WIDTH * HEIGHT]), new byte[WIDTH * HEIGHT], null);
        scores.add(truth(0), answer(10, 1, 1));
        scores.add(truth(1), answer(12, 1, 2));
        scores.add(empty, answer(40, 1, 2));
        scores.add(truth(2), answer(14, 1, 3));
        assertThat(scores.score().switches()).isEqualTo(1);
        assertThat(scores.score().switchesAfterOcclusion()).isEqualTo(1);
    }
}
