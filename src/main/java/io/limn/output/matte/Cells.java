package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import io.limn.parsing.Coverage;
import io.limn.parsing.ProbabilityMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A coverage at the network's resolution, ready for mattes: how much of a cell is somebody's, and how that is shared. Stray islands and
 * holes are gone.
 *
 * @param foreground 0..1, row-major
 * @param owners plane n is person n's
 * @param layers by name; plane = label id
 */
record Cells(CellGrid grid, float[] foreground, CellShares owners, Map<String, CellShares> layers) {
    /**
     * @param names of the layers, the main one first
     * @param colours a level of the frame with at least a pixel a cell
     */
    static Cells of(Coverage coverage, List<String> names, Level colours) {
        CellShares main = shares(coverage.layer(names.get(0)));
        CellGrid grid = main.grid();
        int count = grid.cells();
        float[] nobody = java.util.Arrays.copyOf(main.values(), count);
        CellShares owners = shares(coverage.owners());
        float[] foreground = new float[count];
        for (int cell = 0; cell < count; cell++) {
            foreground[cell] = (1 - nobody[cell]) * (1 - owners.values()[cell]);
            owners.values()[cell] = 0;
        }
        owners.normalise();
        float[] network = foreground.clone();
        ColourRefinement.of(grid).apply(foreground, coverage::isDecided, colours);
        Islands islands = new Islands(grid, foreground, owners, coverage::isDecided);
        islands.clean();
        for (int cell = 0; cell < count; cell++) {
            network[cell] = Math.min(network[cell], foreground[cell]); // what colour added has no labels of its own
        }
        Map<String, CellShares> layers = new LinkedHashMap<>();
        for (String name : names) {
            CellShares layer = layers.isEmpty() ? main : shares(coverage.layer(name));
            for (int cell = 0; cell < count; cell++) {
                // What is somebody's and has no label in this layer, a bag for example.
                layer.values()[cell] = Math.max(0, layer.values()[cell] - nobody[cell]);
            }
            layer.normalise();
            CellShares whole = layer.extended(network);
            islands.clean(whole);
            layers.put(name, whole);
        }
        return new Cells(grid, foreground, owners, layers);
    }

    private static CellShares shares(ProbabilityMap map) {
        float[] values = new float[map.planes() * map.grid().cells()];
        map.cells(values);
        return new CellShares(map.grid(), map.planes(), values);
    }
}
