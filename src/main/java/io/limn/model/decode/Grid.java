package io.limn.model.decode;

import io.limn.model.input.InputSize;
import io.limn.parsing.CellGrid;

/** The cells of a network output, and their position in the frame. */
final class Grid {
    /** Input pixels per cell. */
    final int stride;
    /** Cells per row of the tensor, padding included. */
    final int pitch;
    /** Cells per plane of the tensor, padding included. */
    final int plane;

    final int frameWidth;
    final int frameHeight;
    final Axis x;
    final Axis y;

    public Grid(InputSize size, int stride) {
        this.stride = stride;
        pitch = InputSize.cells(size.width(), stride);
        plane = Math.multiplyExact(pitch, InputSize.cells(size.height(), stride));
        frameWidth = size.frameWidth();
        frameHeight = size.frameHeight();
        x = new Axis(frameWidth, size.contentWidth(), size.width(), stride);
        y = new Axis(frameHeight, size.contentHeight(), size.height(), stride);
    }

    /** The position of the content cells in the frame. */
    CellGrid cellGrid() {
        return new CellGrid(x.cells, y.cells, 0, 0, x.step, y.step);
    }

    /** The content cells of a tensor with this many planes, without padding; a copy. */
    float[] content(float[] tensor, int planes) {
        float[] content = new float[Math.multiplyExact(planes, cells())];
        for (int p = 0; p < planes; p++) {
            for (int row = 0; row < y.cells; row++) {
                System.arraycopy(tensor, p * plane + row * pitch, content, p * cells() + row * x.cells, x.cells);
            }
        }
        return content;
    }

    /** The index of a content cell in a plane of the tensor. */
    int at(int cell) {
        return cell / x.cells * pitch + cell % x.cells;
    }

    /** The number of content cells: those whose centre is not padding. */
    public int cells() {
        return x.cells * y.cells;
    }
}
