package io.limn.model.detail;

import io.limn.parsing.CellGrid;
import io.limn.parsing.CellMap;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.ProbabilityMap;
import java.util.List;

/**
 * A grid with a multiple of another grid's cells.
 *
 * @param finer factor along each side
 */
record FineGrid(CellGrid coarse, int finer) {
    private static final int MOST_FINER = 4;
    /** The most probabilities held in memory if the grid is finer. */
    private static final long MOST_VALUES = 12_000_000;

    static FineGrid of(Parsing whole, CellGrid coarse, List<Crop> crops) {
        double gain = crops.stream().mapToDouble(Crop::gain).max().orElse(1);
        long planes = whole.persons().size() + 1L;
        for (LabelLayer layer : whole.layers()) {
            planes += layer.labels().size();
        }
        int finer = (int) Math.min(MOST_FINER, Math.round(gain));
        while (finer > 1 && planes * coarse.cells() * finer * finer > MOST_VALUES) {
            finer--;
        }
        return new FineGrid(coarse, finer);
    }

    CellGrid grid() {
        return new CellGrid(
                coarse.width() * finer,
                coarse.height() * finer,
                coarse.left(),
                coarse.top(),
                coarse.stepX() / finer,
                coarse.stepY() / finer);
    }

    /** All planes of a map, interpolated at the finer cells. */
    FinePlanes enlarged(ProbabilityMap map) {
        CellGrid fine = grid();
        CellGrid inCells = new CellGrid(coarse.width(), coarse.height(), 0, 0, finer, finer);
        return FinePlanes.of(new CellMap(cells(map), map.planes(), fine.width(), fine.height(), inCells), fine);
    }

    static float[] cells(ProbabilityMap map) {
        float[] cells = new float[map.planes() * map.grid().cells()];
        map.cells(cells);
        return cells;
    }
}
