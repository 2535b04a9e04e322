package io.limn.model.decode;

import io.limn.model.input.InputSize;

/**
 * Maps one axis of the frame to the cells of the network's output, by the half-pixel convention: cell c's centre is
 * input pixel {@code (c + 0.5) * stride - 0.5}. Only cells whose centre is content count, not those of padding. Without padding the
 * frame spans all cells, even if the stride doesn't divide the input.
 */
final class Axis {
    /** Cells whose centre lies in the content, at least 1. */
    final int cells;
    /** Gaps between neighbouring cells, at least 1: gap g lies between cells g and {@link #next}(g). */
    final int gaps;
    /** Frame pixels of gap g are {@code start[g]} to {@code start[g + 1]}, exclusive. */
    final int[] start;
    /** The relative position of frame pixel p in its gap, 0..1. */
    final float[] fraction;
    /** Frame pixels per cell. */
    final double step;

    Axis(int frame, int content, int whole, int stride) {
        boolean fills = content == whole;
        cells = fills ? InputSize.cells(whole, stride) : Math.max(1, (content + stride / 2) / stride);
        gaps = Math.max(1, cells - 1);
        start = new int[gaps + 1];
        fraction = new float[frame];
        step = fills ? (double) frame / cells : (double) frame * stride / content;
        int gap = 0;
        for (int p = 0; p < frame; p++) {
            double at = Math.max(0, Math.min(cells - 1.0, (p + 0.5) / step - 0.5));
            int mine = Math.min((int) at, gaps - 1);
            while (gap < mine) {
                start[++gap] = p;
            }
            fraction[p] = (float) (at - mine);
        }
        while (gap < gaps) {
            start[++gap] = frame;
        }
    }

    /** The gap that frame pixel p lies in. */
    int gapOf(int p) {
        int gap = Math.min(gaps - 1, (int) Math.max(0, (p + 0.5) / step - 0.5));
        while (p < start[gap]) {
            gap--;
        }
        while (p >= start[gap + 1]) {
            gap++;
        }
        return gap;
    }

    int next(int gap) {
        return Math.min(gap + 1, cells - 1);
    }
}
