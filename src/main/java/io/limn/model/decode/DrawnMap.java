package io.limn.model.decode;

import io.limn.parsing.CellGrid;
import io.limn.parsing.ProbabilityMap;

/** Probabilities of labels, persons or owners, from the masks of queries. */
record DrawnMap(DrawnMasks masks, Kind kind) implements ProbabilityMap {
    /** The meaning of the planes. */
    enum Kind {
        LABELS,
        PERSONS,
        OWNERS
    }

    @Override
    public int planes() {
        return kind == Kind.LABELS ? masks.labels() : masks.people() + 1;
    }

    @Override
    public int width() {
        return masks.size().frameWidth();
    }

    @Override
    public int height() {
        return masks.size().frameHeight();
    }

    @Override
    public CellGrid grid() {
        return masks.grid();
    }

    @Override
    public void cells(float[] into) {
        CellGrid grid = grid();
        DrawnRow row = new DrawnRow(masks, masks::atGrid, grid.width());
        float[] line = new float[planes() * grid.width()];
        for (int y = 0; y < grid.height(); y++) {
            read(row, y, line, grid.width());
            for (int plane = 0; plane < planes(); plane++) {
                int to = plane * grid.cells() + y * grid.width();
                System.arraycopy(line, plane * grid.width(), into, to, grid.width());
            }
        }
    }

    @Override
    public Rows rows() {
        DrawnRow row = new DrawnRow(masks, masks::atFrame, width());
        return (y, into) -> read(row, y, into, width());
    }

    private void read(DrawnRow row, int y, float[] into, int width) {
        if (kind == Kind.LABELS) {
            row.labels(y, into);
            return;
        }
        row.persons(y, into);
        if (kind == Kind.OWNERS) {
            divide(into, width);
        }
    }

    /** Divides persons by the foreground; background where there is no foreground. */
    private void divide(float[] into, int width) {
        for (int x = 0; x < width; x++) {
            float sum = 0;
            for (int at = x + width; at < planes() * width; at += width) {
                sum += into[at];
            }
            for (int at = x + width; sum > 0 && at < planes() * width; at += width) {
                into[at] /= sum;
            }
            into[x] = sum > 0 ? 0 : 1;
        }
    }
}
