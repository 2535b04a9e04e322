package io.limn.shot.temporal;

import io.limn.shot.flow.Groups;
import java.util.Arrays;

/** Cells of one person with the same labels probably move together; motion matters around persons.  */
final class CellGroups {
    /** Cells around persons whose motion still matters. */
    private static final int REACH = 3;

    /** Cells with more background than this in both frames count as background. */
    private static final float NOBODY = 0.9f;

    private CellGroups() {}

    /** @param other the frame that motion leads to, with the same cell grid */
    static Groups of(FrameCells own, FrameCells other) {
        int cells = own.grid().cells();
        int[] ids = new int[cells];
        for (int cell = 0; cell < cells; cell++) {
            ids[cell] = own.persons().winner(cell);
            for (CellPlanes layer : own.layers()) {
                ids[cell] = 31 * 31 * ids[cell] + layer.winner(cell);
            }
        }
        return new Groups(ids, aroundPersons(own, other));
    }

    private static boolean[] aroundPersons(FrameCells own, FrameCells other) {
        int width = own.grid().width();
        int height = own.grid().height();
        boolean[] near = new boolean[width * height];
        for (int cell = 0; cell < near.length; cell++) {
            if (own.persons().values()[cell] > NOBODY && other.persons().values()[cell] > NOBODY) {
                continue;
            }
            int left = Math.max(0, cell % width - REACH);
            int right = Math.min(width, cell % width + REACH + 1);
            int bottom = Math.min(height - 1, cell / width + REACH);
            for (int row = Math.max(0, cell / width - REACH); row <= bottom; row++) {
                Arrays.fill(near, row * width + left, row * width + right, true);
            }
        }
        return near;
    }
}
