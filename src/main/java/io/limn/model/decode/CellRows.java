package io.limn.model.decode;

/**
 * A mask at the network's own resolution.
 *
 * @param cells the plane's cells, padding included
 * @param start index of the plane's first cell over the frame
 * @param pitch cells per row of the plane
 * @param width columns over the frame
 * @param line a buffer of {@code width} floats
 */
record CellRows(float[] cells, int start, int pitch, int width, float[] line) implements LogitRows {
    @Override
    public int left() {
        return 0;
    }

    @Override
    public int right() {
        return width;
    }

    @Override
    public boolean reaches(int y) {
        return true;
    }

    @Override
    public float[] row(int y) {
        System.arraycopy(cells, start + y * pitch, line, 0, width);
        return line;
    }
}
