package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import io.limn.parsing.Coverage;
import io.limn.parsing.ProbabilityMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A coverage at the network's resolution, prepared for mattes: how much of each cell belongs to people, and how that is divided. Small
 * islands and holes are removed.
 *
 * @param foreground share of each cell that belongs to people, 0..1, row-major
 * @param odds log-odds of the foreground, possibly on a finer grid
 * @param owners plane n is person n
 * @param layers by name; the plane's index is the label id
 */
record Cells(CellGrid grid, float[] foreground, OddsPlane odds, CellShares owners, Map<String, CellShares> layers) {
    /**
     * Prepares the cells of a coverage.
     *
     * @param names of the layers, the main one first
     * @param levels of the frame, the frame itself first; the last has at least one pixel per cell
     */
    static Cells of(Coverage coverage, List<String> names, List<Level> levels) {
        ProbabilityMap persons = coverage.owners();
        CellGrid grid = persons.grid();
        int count = grid.cells();
        List<ProbabilityMap> maps = new ArrayList<>();
        names.forEach(name -> maps.add(coverage.layer(name)));
        maps.add(persons);
        int planes = maps.stream().mapToInt(ProbabilityMap::planes).max().orElse(0);
        CellShares[] shares = new CellShares[maps.size()];
        Shared.steps(
                shares.length,
                () -> new float[planes * count],
                (scratch, i) -> shares[i] = CellShares.of(maps.get(i), scratch));
        float[] nobody = shares[0].planes()[0].clone();
        CellShares owners = shares[names.size()];
        float[] unowned = owners.planes()[0];
        float[] foreground = new float[count];
        for (int cell = 0; cell < count; cell++) {
            foreground[cell] = (1 - nobody[cell]) * (1 - unowned[cell]);
        }
        Arrays.fill(unowned, 0);
        owners.normalise();
        float[] network = foreground.clone();
        ColourRefinement.of(grid).apply(foreground, coverage::isDecided, levels.get(levels.size() - 1));
        Islands islands = new Islands(grid, foreground, owners, coverage::isDecided);
        islands.clean();
        for (int cell = 0; cell < count; cell++) {
            network[cell] =
                    Math.min(network[cell], foreground[cell]); // foreground added by colour has no labels of its own
        }
        Surroundings around = new Surroundings(grid, network);
        Shared.steps(names.size(), islands::copy, (own, i) -> shares[i] = labels(shares[i], nobody, around, own));
        Map<String, CellShares> layers = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            layers.put(names.get(i), shares[i]);
        }
        OddsPlane odds = OddsPlane.of(grid, foreground, coverage::isDecided, levels);
        return new Cells(grid, foreground, odds, owners, layers);
    }

    private static CellShares labels(CellShares layer, float[] nobody, Surroundings around, Islands islands) {
        float[] none = layer.planes()[0];
        for (int cell = 0; cell < nobody.length; cell++) {
            // What belongs to a person but has no label in this layer, for example a bag.
            none[cell] = Math.max(0, none[cell] - nobody[cell]);
        }
        layer.normalise();
        CellShares whole = layer.extended(around);
        islands.clean(whole);
        return whole;
    }
}
