package io.limn.model;

import io.limn.model.input.InputSize;

/**
 * Linear resampling along one axis, from the cells of one pass to those of another: cell i lies between cells {@code before[i]} and
 * {@code after[i]}, {@code share[i]} of the way. Padding of the other pass doesn't count.
 */
record CellResampling(int[] before, int[] after, float[] share) {
    /**
     * How the content lies along one axis of a tensor, in pixels.
     *
     * @param start pixels before it
     * @param content its length
     * @param whole the axis's length, padding included
     */
    record Side(int start, int content, int whole) {
        /** Cells along the axis; the last one may be cut off where content fills it. */
        int cells(int stride) {
            return InputSize.cells(whole, stride);
        }

        /** Pixels per cell. */
        double step(int stride) {
            return content == whole ? (double) whole / cells(stride) : stride;
        }

        Side turned() {
            return new Side(whole - start - content, content, whole);
        }
    }

    /**
     * @param stride pixels per cell
     * @param turned whether the other pass is on the mirrored frame; {@code to} describes it before mirroring
     */
    static CellResampling of(Side from, Side to, int stride, boolean turned) {
        int cells = from.cells(stride);
        double fromStep = from.step(stride);
        double toStep = to.step(stride);
        Side other = turned ? to.turned() : to;
        int last = to.cells(stride) - 1;
        double margin = Math.min(stride, other.content()) / 2.0;
        int[] before = new int[cells];
        int[] after = new int[cells];
        float[] share = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            double along = ((cell + 0.5) * fromStep - from.start()) / from.content() * other.content();
            double within =
                    Math.max(margin, Math.min(other.content() - margin, turned ? other.content() - along : along));
            double at = Math.max(0, Math.min(last, (other.start() + within) / toStep - 0.5));
            before[cell] = (int) at;
            after[cell] = Math.min(before[cell] + 1, last);
            share[cell] = (float) (at - before[cell]);
        }
        return new CellResampling(before, after, share);
    }
}
