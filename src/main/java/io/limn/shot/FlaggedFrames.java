package io.limn.shot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Selects the frames of a shot that should be reviewed first: those that couldn't be read, and those whose doubt stands out from the shot's
 * other frames (median and median absolute deviation, which outliers hardly move). Keeps one number per frame and a few reports.
 */
final class FlaggedFrames {
    private static final int MOST = 12;

    /** At most one frame in so many is flagged, besides those that couldn't be read. */
    private static final int ONE_IN = 4;

    /** Frames with less doubt are never flagged. */
    private static final float LEAST = 0.25f;

    /** Frames with more doubt stand out in any shot. */
    private static final float CERTAIN = 1;

    private final List<Float> doubts = new ArrayList<>();
    private final PriorityQueue<FrameReport> most = new PriorityQueue<>(Comparator.comparingDouble(FrameReport::doubt));
    private int failed;

    void add(FrameReport report) {
        if (report.error() == null) {
            doubts.add(report.doubt());
        } else {
            failed++;
        }
        most.add(report);
        if (most.size() > MOST) {
            most.poll();
        }
    }

    /** The most doubtful first. */
    List<FlaggedFrame> list() {
        float threshold = Math.max(LEAST, Math.min(CERTAIN, Outliers.above(doubts)));
        int share = (doubts.size() + ONE_IN - 1) / ONE_IN;
        return most.stream()
                .filter(report -> report.doubt() > threshold)
                .sorted(Comparator.comparingDouble((FrameReport report) -> -report.doubt()))
                .limit(failed + share)
                .map(report -> new FlaggedFrame(report.frame(), report.file(), report.doubt(), report.why()))
                .toList();
    }
}
