package io.limn.shot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlaggedFramesTest {
    @Test
    void aShotThatChangesEvenlyHasNoFlaggedFrames() {
        assertThat(flagged(0.3f, 0.31f, 0.32f, 0.3f, 0.33f, 0.29f, 0.31f, 0.32f))
                .isEmpty();
    }

    @Test
    void framesThatStandOutAreFlaggedTheMostDoubtfulFirst() {
        assertThat(flagged(0.1f, 0.12f, 0.6f, 0.11f, 0.1f, 0.9f, 0.12f, 0.1f)).containsExactly(6L, 3L);
    }

    @Test
    void atMostAQuarterOfAShotIsFlagged() {
        assertThat(flagged(1.1f, 1.2f, 1.3f, 1.4f, 1.5f, 1.6f, 1.7f, 1.8f)).containsExactly(8L, 7L);
    }

    @Test
    void atMostTwelveAreFlagged() {
        float[] doubts = new float[400];
        for (int i = 0; i < doubts.length; i += 10) {
            doubts[i] = 2;
        }
        assertThat(flagged(doubts)).hasSize(12);
    }

    @Test
    void framesThatCannotBeReadAreAlwaysFlaggedAndTakeNobodysPlace() {
        FlaggedFrames frames = new FlaggedFrames();
        frames.add(FrameReport.failed(1L, null, "1.jpg", 1, 1, "The file is empty."));
        frames.add(report(2, 0.8f));
        frames.add(report(3, 0));
        frames.add(report(4, 0));
        assertThat(frames.list()).extracting(FlaggedFrame::frame).containsExactly(1L, 2L);
        assertThat(frames.list().get(0).why()).isEqualTo("The file is empty.");
    }

    private static List<Long> flagged(float... doubts) {
        FlaggedFrames frames = new FlaggedFrames();
        IntStream.range(0, doubts.length).forEach(i -> frames.add(report(i + 1, doubts[i])));
        return frames.list().stream().map(FlaggedFrame::frame).toList();
    }

    private static FrameReport report(long number, float doubt) {
        return new FrameReport(
                number, null, number + ".jpg", 1, 1, List.of(), Map.of(), 1f, doubt / 2, null, false, null, null, null);
    }
}
