package io.limn.parsing;

/**
 * Where the cells of a network's output lie in the frame. Cell (column, row) has its centre at frame coordinates
 * {@code (left + (column + 0.5) * stepX, top + (row + 0.5) * stepY)}; frame coordinates are continuous, and pixel x has its centre at
 * {@code x + 0.5}.
 *
 * @param width columns of cells that lie over the frame; padding is not among them
 * @param height rows of cells that lie over the frame
 * @param left frame coordinate of the first column's left edge; 0 or less
 * @param top frame coordinate of the first row's top edge; 0 or less
 * @param stepX frame pixels from one column to the next
 * @param stepY frame pixels from one row to the next
 */
public record CellGrid(int width, int height, double left, double top, double stepX, double stepY) {
    /** How many cells there are. */
    public int cells() {
        return Math.multiplyExact(width, height);
    }
}
