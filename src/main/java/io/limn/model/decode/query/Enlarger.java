package io.limn.model.decode.query;

import io.limn.model.input.InputSize;

/** The way from the masks' cells to the frame's pixels, for all masks of a frame. */
final class Enlarger {
    private final Stretch across;
    private final Stretch down;
    private final int pitch;
    private final int cellRows;

    /** @param stride input pixels a cell */
    Enlarger(InputSize size, int stride) {
        pitch = size.width() / stride;
        cellRows = size.height() / stride;
        across = new Stretch(size.frameWidth(), size.contentWidth(), size.left(), pitch, stride);
        down = new Stretch(size.frameHeight(), size.contentHeight(), size.top(), cellRows, stride);
    }

    /** Buffers for one mask at a time. */
    MaskRows rows() {
        return new MaskRows(across, down, pitch, cellRows);
    }
}
