package io.limn.model.decode;

import io.limn.model.input.InputSize;
import io.limn.parsing.CellGrid;
import java.util.List;

/**
 * The masks that parts and persons were drawn from, copied so that they outlive the network's buffers.
 *
 * @param parts the parts visible in the label map
 * @param persons by falling score
 * @param labels number of labels in the layer
 * @param people number of persons in the person map
 * @param cells one plane of mask logits per part, then one per person; padding included
 */
record DrawnMasks(
        List<Part> parts,
        List<Integer> persons,
        int labels,
        int people,
        float[] cells,
        InputSize size,
        int stride,
        Upsampler upsampler) {
    /** Cells below this logit have a probability below 0.003. */
    private static final float LEAST = -6;

    /**
     * A part.
     *
     * @param owner its person's id, 0 if it has none
     * @param score 0.5..1
     */
    record Part(int label, int owner, float score) {}

    DrawnMasks {
        parts = List.copyOf(parts);
        persons = List.copyOf(persons);
    }

    /** The position of the masks' cells in the frame. */
    CellGrid grid() {
        double scaleX = (double) size.frameWidth() / size.contentWidth();
        double scaleY = (double) size.frameHeight() / size.contentHeight();
        return new CellGrid(
                end(size.left() + size.contentWidth()) - column(),
                end(size.top() + size.contentHeight()) - row(),
                (column() * stride - size.left()) * scaleX,
                (row() * stride - size.top()) * scaleY,
                stride * scaleX,
                stride * scaleY);
    }

    /** Mask i at the frame's resolution; parts come first, then persons. */
    LogitRows atFrame(int i) {
        return upsampler.rows().open(cells, i, LEAST);
    }

    /** Mask i at the network's resolution. */
    LogitRows atGrid(int i) {
        int pitch = size.width() / stride;
        int plane = pitch * (size.height() / stride);
        int width = grid().width();
        return new CellRows(cells, i * plane + row() * pitch + column(), pitch, width, new float[width]);
    }

    private int column() {
        return size.left() / stride;
    }

    private int row() {
        return size.top() / stride;
    }

    private int end(int pixel) {
        return (pixel + stride - 1) / stride;
    }
}
