package io.limn.frame.codec.exr;

/** Inverse of the two-dimensional Haar wavelet of OpenEXR's PIZ. */
final class Wavelet {
    private static final int OFFSET = 1 << 15;

    private final short[] a;
    private final boolean narrow;

    private Wavelet(short[] a, boolean narrow) {
        this.a = a;
        this.narrow = narrow;
    }

    /**
     * @param from index of the first value
     * @param stepX values from a column to the next
     * @param stepY values from a row to the next
     * @param narrow whether values have at most 14 bits, which are transformed without wrapping
     */
    static void undo(short[] a, int from, int columns, int stepX, int rows, int stepY, boolean narrow) {
        if (columns > 0 && rows > 0) {
            new Wavelet(a, narrow).undo(from, columns, stepX, rows, stepY);
        }
    }

    private void undo(int from, int columns, int stepX, int rows, int stepY) {
        int p2 = Integer.highestOneBit(Math.min(columns, rows));
        for (int p = p2 >> 1; p >= 1; p2 = p, p >>= 1) {
            int oneX = stepX * p;
            int oneY = stepY * p;
            int twoX = stepX * p2;
            int twoY = stepY * p2;
            int lastY = from + stepY * (rows - p2);
            int y = from;
            for (; y <= lastY; y += twoY) {
                int lastX = y + stepX * (columns - p2);
                int x = y;
                for (; x <= lastX; x += twoX) {
                    pair(x, x + oneY);
                    pair(x + oneX, x + oneX + oneY);
                    pair(x, x + oneX);
                    pair(x + oneY, x + oneX + oneY);
                }
                if ((columns & p) != 0) {
                    pair(x, x + oneY);
                }
            }
            if ((rows & p) != 0) {
                int lastX = y + stepX * (columns - p2);
                for (int x = y; x <= lastX; x += twoX) {
                    pair(x, x + oneX);
                }
            }
        }
    }

    /** A mean and a difference to two values. */
    private void pair(int low, int high) {
        if (narrow) {
            int difference = a[high];
            int first = a[low] + (difference & 1) + (difference >> 1);
            a[low] = (short) first;
            a[high] = (short) (first - difference);
        } else {
            int difference = a[high] & 0xFFFF;
            int second = (a[low] & 0xFFFF) - (difference >> 1) & 0xFFFF;
            a[high] = (short) second;
            a[low] = (short) (difference + second - OFFSET);
        }
    }
}
