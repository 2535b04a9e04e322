package io.limn.model.detail;

import io.limn.label.LabelSet;
import java.util.List;

/** Pairs of the left and the right label of one part. In a crop, a left arm is mistaken for a right one more often than in the whole frame. */
record Sides(List<Pair> pairs) {
    /** The weight of the whole frame relative to a crop. */
    private static final float TRUST = 3;

    static Sides of(LabelSet labels) {
        return new Sides(labels.pairs().stream()
                .map(pair -> new Pair(
                        labels.byName(pair.left()).orElseThrow().id(),
                        labels.byName(pair.right()).orElseThrow().id()))
                .toList());
    }

    record Pair(int left, int right) {
        /**
         * Divides the crop's total for both sides as the whole frame does.
         *
         * @param row the crop's values, plane by plane, each {@code width} long
         * @param frame the frame's values, plane by plane, each {@code cells} long
         * @param first index of the row's start in a plane of the frame
         */
        void take(float[] row, int width, float[] frame, int first, int cells) {
            int a = left * cells + first;
            int b = right * cells + first;
            for (int x = 0; x < width; x++) {
                float both = row[left * width + x] + row[right * width + x];
                float lefts = TRUST * frame[a + x] + row[left * width + x];
                float all = TRUST * (frame[a + x] + frame[b + x]) + both;
                if (all > 0) {
                    row[left * width + x] = both * lefts / all;
                    row[right * width + x] = both - row[left * width + x];
                }
            }
        }
    }
}
