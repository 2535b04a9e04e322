package io.limn.model.decode;

import io.limn.parsing.Box;
import io.limn.parsing.Mask;

/**
 * A query's mask, thresholded at the frame's size.
 *
 * @param mask the pixels whose logit is above 0; null if there are none
 * @param quality mean sigmoid of those pixels, 0..1
 */
record MaskEstimate(Mask mask, float quality) {
    /** Added to the divisor, so that the mean over no pixels is 0. */
    private static final double EPSILON = 1e-6;

    static MaskEstimate of(MaskRows rows) {
        int firstWord = rows.left / 64;
        int words = Math.max(0, (rows.right + 63) / 64 - firstWord);
        long[] bits = new long[words * (rows.bottom - rows.top)];
        float[] over = new float[rows.right];
        long[] columns = new long[words];
        int top = rows.bottom;
        int bottom = -1;
        for (int y = rows.top; y < rows.bottom; y++) {
            float[] logits = rows.row(y);
            Sigmoid.addOverHalf(logits, over, rows.left, rows.right);
            int start = (y - rows.top) * words;
            long any = 0;
            for (int word = 0; word < words; word++) {
                int column = (firstWord + word) * 64;
                bits[start + word] = positive(logits, Math.max(column, rows.left), Math.min(column + 64, rows.right));
                columns[word] |= bits[start + word];
                any |= bits[start + word];
            }
            if (any != 0) {
                top = Math.min(top, y);
                bottom = y;
            }
        }
        if (bottom < 0) {
            return new MaskEstimate(null, 0);
        }
        int left = firstWord * 64 + first(columns);
        int right = firstWord * 64 + last(columns);
        Box box = new Box(left, top, right - left + 1, bottom - top + 1);
        Mask mask = cut(box, bits, rows.top, firstWord, words);
        long count = mask.area();
        double sum = 0.5 * count;
        for (float column : over) {
            sum += column;
        }
        return new MaskEstimate(mask, (float) (sum / (count + EPSILON)));
    }

    /** Sets bit x % 64 for each column x whose logit is above 0; the columns lie within one word. */
    private static long positive(float[] logits, int from, int to) {
        long word = 0;
        for (int x = from; x < to; x++) {
            word |= (logits[x] > 0 ? 1L : 0L) << x;
        }
        return word;
    }

    private static int first(long[] words) {
        int word = 0;
        while (words[word] == 0) {
            word++;
        }
        return word * 64 + Long.numberOfTrailingZeros(words[word]);
    }

    private static int last(long[] words) {
        int word = words.length - 1;
        while (words[word] == 0) {
            word--;
        }
        return word * 64 + 63 - Long.numberOfLeadingZeros(words[word]);
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
