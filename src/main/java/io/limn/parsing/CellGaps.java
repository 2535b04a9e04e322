package io.limn.parsing;

/** For each pixel of one axis, the two cells around its centre, and its position between them. */
final class CellGaps {
    final int[] first;
    final int[] second;
    final float[] fraction;

    /**
     * @param start frame coordinate of the first cell's edge
     * @param step frame pixels from one cell to the next
     */
    CellGaps(int pixels, int cells, double start, double step) {
        first = new int[pixels];
        second = new int[pixels];
        fraction = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            double at = (i + 0.5 - start) / step - 0.5;
            int cell = (int) Math.floor(at);
            first[i] = Math.max(0, Math.min(cells - 1, cell));
            second[i] = Math.max(0, Math.min(cells - 1, cell + 1));
            fraction[i] = (float) (at - cell);
        }
    }
}
