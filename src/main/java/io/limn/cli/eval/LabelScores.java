package io.limn.cli.eval;

import io.limn.label.LabelSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Scores of label maps against the truth, over all pixels of all frames together.
 *
 * <p>The IoU of a class is its pixels in both divided by its pixels in either. The mean leaves out classes that occur neither in the truth
 * nor in any prediction; a class that is predicted but never in the truth counts as 0. Ignored pixels are excluded.
 */
final class LabelScores {
    private final LabelSet labels;
    /** Pixels by truth and prediction, row = truth. */
    private final long[] confusion;

    LabelScores(LabelSet labels) {
        this.labels = labels;
        confusion = new long[labels.size() * labels.size()];
    }

    /**
     * Counts a frame.
     *
     * @param truth ids of the truth's label set, one byte per pixel
     * @param prediction the model's ids, of the same length
     */
    void add(byte[] truth, byte[] prediction, LabelMapping mapping) {
        int classes = labels.size();
        for (int i = 0; i < truth.length; i++) {
            int wanted = mapping.truth[truth[i] & 0xFF];
            if (wanted != LabelMapping.IGNORED) {
                confusion[wanted * classes + mapping.prediction[prediction[i] & 0xFF]]++;
            }
        }
    }

    private long both(int truth, int prediction) {
        return confusion[truth * labels.size() + prediction];
    }

    long truthPixels(int label) {
        long sum = 0;
        for (int other = 0; other < labels.size(); other++) {
            sum += both(label, other);
        }
        return sum;
    }

    long predictedPixels(int label) {
        long sum = 0;
        for (int other = 0; other < labels.size(); other++) {
            sum += both(other, label);
        }
        return sum;
    }

    /** The IoU of a class; empty if it occurs neither in the truth nor in a prediction. */
    Optional<Double> iou(int label) {
        long either = truthPixels(label) + predictedPixels(label) - both(label, label);
        return ratio(both(label, label), either);
    }

    /** The mean over the classes that have an IoU, background included. */
    double meanIou() {
        double sum = 0;
        int classes = 0;
        for (int label = 0; label < labels.size(); label++) {
            Optional<Double> iou = iou(label);
            sum += iou.orElse(0.0);
            classes += iou.isPresent() ? 1 : 0;
        }
        return classes == 0 ? 0 : sum / classes;
    }

    double pixelAccuracy() {
        long right = 0;
        long all = 0;
        for (int label = 0; label < labels.size(); label++) {
            right += both(label, label);
            all += truthPixels(label);
        }
        return ratio(right, all).orElse(0.0);
    }

    /** IoU of everything but background (label 0). */
    double personIou() {
        long all = 0;
        long intersection = 0;
        for (int truth = 0; truth < labels.size(); truth++) {
            for (int prediction = 0; prediction < labels.size(); prediction++) {
                all += both(truth, prediction);
                intersection += truth != 0 && prediction != 0 ? both(truth, prediction) : 0;
            }
        }
        return ratio(intersection, all - both(0, 0)).orElse(0.0);
    }

    /**
     * For each left/right pair, by the name without its side ({@code arm}): among the pixels that are that limb in both the truth and the
     * prediction, the share whose side is correct. Pairs without such pixels are left out.
     */
    Map<String, Double> sides() {
        Map<String, Double> sides = new LinkedHashMap<>();
        for (LabelSet.Pair pair : labels.pairs()) {
            int left = labels.byName(pair.left()).orElseThrow().id();
            int right = labels.byName(pair.right()).orElseThrow().id();
            long same = both(left, left) + both(right, right);
            ratio(same, same + both(left, right) + both(right, left))
                    .ifPresent(share -> sides.put(pair.left().replaceFirst("^left-", ""), share));
        }
        return sides;
    }

    static Optional<Double> ratio(long part, long whole) {
        return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
    }
}
