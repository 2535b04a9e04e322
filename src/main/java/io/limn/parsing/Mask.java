package io.limn.parsing;

/**
 * A set of pixels of a frame, one bit per pixel.
 *
 * @param bounds the box around it
 * @param bits {@code bounds.height()} rows of as many words as the columns touch, the frame's columns 0..63 making the first word:
 *     column x is bit {@code x % 64}. Owned by the mask and never written to
 */
public record Mask(Box bounds, long[] bits) {
    public Mask {
        if (bounds.left() < 0 || bounds.top() < 0 || bounds.width() < 1 || bounds.height() < 1) {
            throw new IllegalArgumentException("a mask has at least one pixel, inside the frame, not " + bounds);
        }
        if (bits.length != Math.multiplyExact(words(bounds), bounds.height())) {
            throw new IllegalArgumentException("a mask at " + bounds + " needs " + words(bounds)
                    + " words per row, got " + bits.length + " in all");
        }
    }

    /** Words a row of a mask with these bounds. */
    public static int words(Box bounds) {
        return (bounds.left() + bounds.width() - 1) / 64 - bounds.left() / 64 + 1;
    }

    public boolean contains(int x, int y) {
        return x >= bounds.left()
                && x < bounds.left() + bounds.width()
                && y >= bounds.top()
                && y < bounds.top() + bounds.height()
                && (word(x / 64, y) >>> x & 1) != 0;
    }

    /** Columns {@code 64 * column} to {@code 64 * column + 63} of a row of the frame; 0 outside the bounds. */
    public long word(int column, int y) {
        int words = words(bounds);
        int at = column - bounds.left() / 64;
        int row = y - bounds.top();
        return at < 0 || at >= words || row < 0 || row >= bounds.height() ? 0 : bits[row * words + at];
    }

    /** How many pixels it has. */
    public long area() {
        long area = 0;
        for (long word : bits) {
            area += Long.bitCount(word);
        }
        return area;
    }

    /** How many pixels it shares with another mask of the same frame. */
    public long common(Mask other) {
        int top = Math.max(bounds.top(), other.bounds.top());
        int bottom = Math.min(bounds.top() + bounds.height(), other.bounds.top() + other.bounds.height());
        int words = words(bounds);
        int otherWords = words(other.bounds);
        int first = Math.max(bounds.left() / 64, other.bounds.left() / 64);
        int end = Math.min(bounds.left() / 64 + words, other.bounds.left() / 64 + otherWords);
        long common = 0;
        for (int y = top; y < bottom; y++) {
            int mine = (y - bounds.top()) * words - bounds.left() / 64;
            int theirs = (y - other.bounds.top()) * otherWords - other.bounds.left() / 64;
            for (int column = first; column < end; column++) {
                common += Long.bitCount(bits[mine + column] & other.bits[theirs + column]);
            }
        }
        return common;
    }
}
