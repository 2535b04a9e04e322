package io.limn.shot.temporal;

import io.limn.label.LabelSet;
import io.limn.parsing.CellGrid;
import io.limn.parsing.Coverage;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.ProbabilityMap;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame's probabilities at the network's resolution.
 *
 * @param width the frame's
 * @param height the frame's
 * @param labels of each layer, the main layer first
 * @param layers the planes of each layer's labels
 * @param persons plane 0 is the background, plane n the person with id n
 */
record FrameCells(
        int width, int height, CellGrid grid, List<LabelSet> labels, List<CellPlanes> layers, CellPlanes persons) {
    /** @throws IllegalArgumentException if the parsing has no coverage */
    static FrameCells of(Parsing parsing) {
        Coverage coverage = parsing.coverage()
                .orElseThrow(() ->
                        new IllegalArgumentException("a shot is steadied from coverage, which this parsing lacks"));
        List<LabelSet> labels = new ArrayList<>();
        List<CellPlanes> layers = new ArrayList<>();
        ProbabilityMap persons = coverage.persons();
        for (LabelLayer layer : parsing.layers()) {
            labels.add(layer.labels());
            layers.add(cells(coverage.layer(layer.labels().name())));
        }
        return new FrameCells(
                parsing.width(), parsing.height(), persons.grid(), List.copyOf(labels), layers, cells(persons));
    }

    private static CellPlanes cells(ProbabilityMap map) {
        float[] cells = new float[map.planes() * map.grid().cells()];
        map.cells(cells);
        return CellPlanes.of(cells, map.planes());
    }

    FrameCells with(List<CellPlanes> otherLayers, CellPlanes otherPersons) {
        return new FrameCells(width, height, grid, labels, otherLayers, otherPersons);
    }

    FrameCells with(CellPlanes otherPersons) {
        return with(layers, otherPersons);
    }

    /** Whether another frame has the same size, cell grid and labels. */
    boolean isLike(FrameCells other) {
        return grid.equals(other.grid) && width == other.width && height == other.height && labels.equals(other.labels);
    }
}
