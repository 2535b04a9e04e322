package io.limn.shot.temporal;

import io.limn.shot.flow.Median;

/**
 * Persons carried as wholes. Where somebody comes out from behind somebody else, a cell's own motion can't be found; there the cell moves as
 * most of its person does. Tells two persons apart whom the network found as one.
 */
final class RigidPersons {
    /** Cells whose motion is trusted less than this move as their person. */
    private static final float TRUSTED = 0.5f;

    /** A person's motion is known from so many cells. */
    private static final int FEWEST_CELLS = 12;

    private RigidPersons() {}

    /**
     * @param persons of another frame
     * @param there where that frame's cells are in this one
     * @param here where this frame's cells are in the other
     * @return the persons as this frame's cells have them; their sum may differ from 1
     */
    static CellPlanes carried(CellPlanes persons, Warp there, Warp here) {
        CellPlanes carried = here.carry(persons);
        float[][] motions = motions(persons, there);
        int count = persons.cells();
        float[] values = carried.values();
        for (int plane = 1; plane < persons.planes(); plane++) {
            float[] motion = motions[plane];
            for (int cell = 0; motion != null && cell < count; cell++) {
                float share = 1 - here.trust()[cell] / TRUSTED;
                if (share <= 0) {
                    continue;
                }
                int column = Math.round(cell % here.width() - motion[0]);
                int row = Math.round(cell / here.width() - motion[1]);
                boolean inside = column >= 0 && row >= 0 && column < here.width() && row < here.height();
                float whole = inside ? persons.values()[plane * count + row * here.width() + column] : 0;
                int at = plane * count + cell;
                values[at] += share * (whole - values[at]);
            }
        }
        return CellPlanes.of(values, persons.planes());
    }

    /** By person the median motion of its trusted cells, in columns and rows; null where too few are. */
    private static float[][] motions(CellPlanes persons, Warp there) {
        int[] winners = new int[persons.cells()];
        int[] sizes = new int[persons.planes()];
        for (int cell = 0; cell < winners.length; cell++) {
            winners[cell] = there.trust()[cell] >= TRUSTED ? persons.winner(cell) : 0;
            sizes[winners[cell]]++;
        }
        float[][] motions = new float[persons.planes()][];
        for (int plane = 1; plane < motions.length; plane++) {
            if (sizes[plane] < FEWEST_CELLS) {
                continue;
            }
            float[] right = new float[sizes[plane]];
            float[] down = new float[sizes[plane]];
            for (int cell = 0, k = 0; cell < winners.length; cell++) {
                if (winners[cell] == plane) {
                    right[k] = there.x()[cell] - cell % there.width();
                    down[k++] = there.y()[cell] - cell / there.width();
                }
            }
            motions[plane] = new float[] {Median.of(right, right.length), Median.of(down, down.length)};
        }
        return motions;
    }
}
