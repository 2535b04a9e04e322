package io.limn.frame.codec.exr;

import io.limn.frame.header.ExrPart;
import io.limn.frame.plate.Window;

/** The chunks of a part that reach into its display window; none where {@code last} is below {@code first}. */
record ChunkRange(int firstColumn, int lastColumn, int firstRow, int lastRow) {
    static ChunkRange of(ExrPart part) {
        Window data = part.dataWindow();
        Window shown = part.displayWindow();
        int left = Math.max(data.left(), shown.left());
        int right = Math.min(data.right(), shown.right());
        int top = Math.max(data.top(), shown.top());
        int bottom = Math.min(data.bottom(), shown.bottom());
        if (right < left || bottom < top) {
            return new ChunkRange(0, -1, 0, -1);
        }
        return new ChunkRange(
                (left - data.left()) / part.chunkWidth(),
                (right - data.left()) / part.chunkWidth(),
                (top - data.top()) / part.chunkHeight(),
                (bottom - data.top()) / part.chunkHeight());
    }

    long count() {
        return (long) (lastColumn - firstColumn + 1) * (lastRow - firstRow + 1);
    }
}
