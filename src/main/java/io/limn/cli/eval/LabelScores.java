package io.limn.cli.eval;

import io.limn.label.LabelSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How well label maps agree with the truth, over all pixels of all frames together.
 *
 * <p>IoU of a class is pixels in both over pixels in either. The mean leaves out classes that stand neither in the truth nor in
 * any prediction; a class predicted somewhere that the truth never has counts as 0. Ignored pixels count nowhere.
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
     * @param truth ids of the other label set, one byte per pixel
     * @param prediction the model's ids, as many
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

    /** Empty where the class stands neither in the truth nor in a prediction. */
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

    /** IoU of all that is not background (label 0). */
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
     * For each left/right pair, by the name without its side ({@code arm}): among the pixels that are that limb in the truth and in
     * the prediction, the share whose side is right. Pairs without such pixels are left out.
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
