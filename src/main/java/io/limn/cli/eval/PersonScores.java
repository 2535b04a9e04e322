package io.limn.cli.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Scores of persons: a true and a predicted person match if their IoU is at least 0.5. Matching is greedy by descending IoU, and each
 * person has at most one match.
 */
final class PersonScores {
    /** The truth's id of pixels that are excluded from all scores. */
    static final int IGNORED = 255;

    private static final double LEAST_IOU = 0.5;

    /** A person is large above this share of the frame. */
    private static final double LARGE = 0.25;

    private long matched;
    private long large;
    private long largeFound;
    private long pixelsInBoth;
    private long pixelsInEither;
    private double frameIous;
    private int frames;
    private long trulyThere;
    private long predicted;

    private record Match(int truth, int prediction, double iou) {}

    /**
     * Counts a frame.
     *
     * @param truth the person's id at each pixel, 0 for background, 255 for ignored
     * @param prediction the person's id at each pixel, 0 for background; of the same length
     */
    void add(byte[] truth, byte[] prediction) {
        long[] shared = new long[256 * 256];
        long[] truthSizes = new long[256];
        long[] predictedSizes = new long[256];
        for (int i = 0; i < truth.length; i++) {
            int wanted = truth[i] & 0xFF;
            if (wanted != IGNORED) {
                int found = prediction[i] & 0xFF;
                shared[wanted << 8 | found]++;
                truthSizes[wanted]++;
                predictedSizes[found]++;
            }
        }
        addPixels(shared, truthSizes, predictedSizes);
        List<Match> matches = new ArrayList<>();
        for (int wanted = 1; wanted < IGNORED; wanted++) {
            trulyThere += truthSizes[wanted] > 0 ? 1 : 0;
            for (int found = 1; found < 256; found++) {
                long both = shared[wanted << 8 | found];
                double iou = both == 0 ? 0 : (double) both / (truthSizes[wanted] + predictedSizes[found] - both);
                if (iou >= LEAST_IOU) {
                    matches.add(new Match(wanted, found, iou));
                }
            }
        }
        for (int found = 1; found < 256; found++) {
            predicted += predictedSizes[found] > 0 ? 1 : 0;
        }
        boolean[] truthFound = new boolean[256];
        matched += settle(matches, truthFound);
        for (int wanted = 1; wanted < IGNORED; wanted++) {
            if (truthSizes[wanted] > LARGE * truth.length) {
                large++;
                largeFound += truthFound[wanted] ? 1 : 0;
            }
        }
    }

    /** Counts all persons against background; a frame without persons in truth and prediction has an IoU of 1. */
    private void addPixels(long[] shared, long[] truthSizes, long[] predictedSizes) {
        long all = 0;
        for (long size : truthSizes) {
            all += size;
        }
        long either = all - shared[0];
        long both = 2 * all - truthSizes[0] - predictedSizes[0] - either;
        pixelsInBoth += both;
        pixelsInEither += either;
        frameIous += either == 0 ? 1 : (double) both / either;
        frames++;
    }

    private static int settle(List<Match> matches, boolean[] truthTaken) {
        matches.sort(Comparator.comparingDouble(Match::iou).reversed());
        boolean[] predictionTaken = new boolean[256];
        int settled = 0;
        for (Match match : matches) {
            if (!truthTaken[match.truth()] && !predictionTaken[match.prediction()]) {
                truthTaken[match.truth()] = true;
                predictionTaken[match.prediction()] = true;
                settled++;
            }
        }
        return settled;
    }

    /** Share of the predicted persons that match a true one; 0 if none was predicted. */
    double precision() {
        return LabelScores.ratio(matched, predicted).orElse(0.0);
    }

    /** Share of the true persons that were found; 0 if there are none. */
    double recall() {
        return LabelScores.ratio(matched, trulyThere).orElse(0.0);
    }

    double f1() {
        return LabelScores.ratio(2 * matched, predicted + trulyThere).orElse(0.0);
    }

    long persons() {
        return trulyThere;
    }

    /** IoU of persons against background, over all pixels of all frames. */
    double iou() {
        return LabelScores.ratio(pixelsInBoth, pixelsInEither).orElse(1.0);
    }

    /** Mean over frames of the IoU of persons against background. */
    double frameIou() {
        return frames == 0 ? 0 : frameIous / frames;
    }

    /** Number of true persons that take up more than a quarter of their frame. */
    long large() {
        return large;
    }

    /** Number of those large persons that were found. */
    long largeFound() {
        return largeFound;
    }
}
