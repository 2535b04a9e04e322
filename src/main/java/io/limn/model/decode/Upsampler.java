package io.limn.model.decode;

import io.limn.model.input.InputSize;

/** Upsampling from mask cells to frame pixels, shared by all masks of a frame. */
final class Upsampler {
    private final AxisWeights across;
    private final AxisWeights down;
    private final int pitch;
    private final int cellRows;

    /** @param stride input pixels per cell */
    Upsampler(InputSize size, int stride) {
        pitch = size.width() / stride;
        cellRows = size.height() / stride;
        across = new AxisWeights(size.frameWidth(), size.contentWidth(), size.left(), pitch, stride);
        down = new AxisWeights(size.frameHeight(), size.contentHeight(), size.top(), cellRows, stride);
    }

    /** A reader with its own buffers, for one mask at a time. */
    MaskRows rows() {
        return new MaskRows(across, down, pitch, cellRows);
    }
}
