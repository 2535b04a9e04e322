package io.limn.edit;

import io.limn.label.LabelSet;
import io.limn.parsing.CellGrid;
import io.limn.parsing.Coverage;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.ProbabilityMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A frame's probabilities at the network's resolution while they are edited. Not thread-safe. */
final class EditedCells {
    final CellGrid grid;
    final int cells;
    final CellPixels across;
    final CellPixels down;
    /** By layer, plane by plane. */
    final List<float[]> layers = new ArrayList<>();

    final List<LabelSet> labels = new ArrayList<>();
    /** The probability of each person given that the cell is a person's: plane n is person n. */
    final float[] owners;

    final int people;
    private final BitSet touched = new BitSet();
    private final BitSet painted = new BitSet();
    private final float[] persons;
    private final int width;
    private final int height;

    /** @param people how many planes of persons there may be after the edits, including the background's */
    EditedCells(Parsing parsing, Coverage coverage, int people) {
        width = parsing.width();
        height = parsing.height();
        grid = coverage.owners().grid();
        cells = grid.cells();
        across = CellPixels.across(grid, width);
        down = CellPixels.down(grid, height);
        for (LabelLayer layer : parsing.layers()) {
            labels.add(layer.labels());
            layers.add(read(coverage.layer(layer.labels().name()), 0));
        }
        this.people = Math.max(
                people, Math.max(coverage.owners().planes(), coverage.persons().planes()));
        owners = read(coverage.owners(), this.people);
        persons = read(coverage.persons(), this.people);
    }

    private static float[] read(ProbabilityMap map, int planes) {
        float[] values = new float[Math.max(planes, map.planes()) * map.grid().cells()];
        map.cells(values);
        return values;
    }

    /** Marks that the cell's probabilities have changed. */
    void touch(int cell) {
        touched.set(cell);
    }

    void touchAll() {
        touched.set(0, cells);
    }

    /** Marks a cell as painted: its value is final, however small its region is. */
    void paint(int cell) {
        touched.set(cell);
        painted.set(cell);
    }

    /** Receives the cells that an area covers. */
    interface Covered {
        /** @param share the covered share of the cell, above 0, at most 1 */
        void by(int cell, float share);
    }

    void covered(Area area, Covered each) {
        if (area.isEmpty()) {
            return;
        }
        for (int row = 0; row < grid.height(); row++) {
            if (down.end()[row] <= area.top() || down.first()[row] >= area.bottom()) {
                continue;
            }
            for (int column = 0; column < grid.width(); column++) {
                if (across.end()[column] > area.left() && across.first()[column] < area.right()) {
                    float share = share(area, column, row);
                    if (share > 0) {
                        each.by(row * grid.width() + column, share);
                    }
                }
            }
        }
    }

    private float share(Area area, int column, int row) {
        int sum = 0;
        for (int y = down.first()[row]; y < down.end()[row]; y++) {
            for (int x = across.first()[column]; x < across.end()[column]; x++) {
                sum += area.at(x, y);
            }
        }
        return sum / (255f * across.count(column) * down.count(row));
    }

    /** Blends a cell towards one plane: all planes are scaled by 1 - share, and this one gets the share. */
    void give(float[] planes, int plane, int cell, float share) {
        for (int at = cell; at < planes.length; at += cells) {
            planes[at] *= 1 - share;
        }
        planes[plane * cells + cell] += share;
    }

    /** Moves a share of one plane to another. */
    void move(float[] planes, int from, int to, int cell, float share) {
        float moved = planes[from * cells + cell] * share;
        planes[from * cells + cell] -= moved;
        planes[to * cells + cell] += moved;
    }

    /** The main layer's probability of background. */
    float nobody(int cell) {
        return layers.get(0)[cell];
    }

    /** The coverage after the edits. */
    Coverage coverage() {
        Map<String, ProbabilityMap> maps = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            maps.put(
                    labels.get(i).name(),
                    map(layers.get(i), labels.get(i).labels().size()));
        }
        for (int cell = touched.nextSetBit(0); cell >= 0; cell = touched.nextSetBit(cell + 1)) {
            float somebody = 1 - nobody(cell);
            float sum = 0;
            for (int plane = 1; plane < people; plane++) {
                persons[plane * cells + cell] = somebody * owners[plane * cells + cell];
                sum += persons[plane * cells + cell];
            }
            persons[cell] = Math.max(0, 1 - sum);
        }
        return new Coverage(maps, map(persons, people), map(owners, people), List.of(), painted);
    }

    private ProbabilityMap map(float[] planes, int count) {
        return new EditedMap(planes, count, width, height, grid);
    }
}
