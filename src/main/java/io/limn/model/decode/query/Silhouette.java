package io.limn.model.decode.query;

import io.limn.parsing.Box;
import io.limn.parsing.Mask;

/**
 * A query's mask, cut out at the frame's size.
 *
 * @param mask the pixels above 0, null where there is none
 * @param quality how sure the mask is of its own pixels: the mean of their sigmoids, 0..1
 */
record Silhouette(Mask mask, float quality) {
    /** Keeps a mean of nothing at 0. */
    private static final double EPSILON = 1e-6;

    static Silhouette of(MaskRows rows) {
        int firstWord = rows.left / 64;
        int words = Math.max(0, (rows.right + 63) / 64 - firstWord);
        long[] bits = new long[words * (rows.bottom - rows.top)];
        double sum = 0;
        long count = 0;
        int top = rows.bottom;
        int bottom = -1;
        int left = rows.right;
        int right = -1;
        for (int y = rows.top; y < rows.bottom; y++) {
            float[] logits = rows.row(y);
            int start = (y - rows.top) * words - firstWord;
            for (int x = rows.left; x < rows.right; x++) {
                if (logits[x] > 0) {
                    sum += Sigmoid.of(logits[x]);
                    count++;
                    bits[start + x / 64] |= 1L << x;
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        if (count == 0) {
            return new Silhouette(null, 0);
        }
        Box box = new Box(left, top, right - left + 1, bottom - top + 1);
        return new Silhouette(cut(box, bits, rows.top, firstWord, words), (float) (sum / (count + EPSILON)));
    }

    private static Mask cut(Box box, long[] bits, int firstRow, int firstWord, int words) {
        int kept = Mask.words(box);
        long[] tight = new long[kept * box.height()];
        for (int row = 0; row < box.height(); row++) {
            int from = (box.top() - firstRow + row) * words + box.left() / 64 - firstWord;
            System.arraycopy(bits, from, tight, row * kept, kept);
        }
        return new Mask(box, tight);
    }
}
