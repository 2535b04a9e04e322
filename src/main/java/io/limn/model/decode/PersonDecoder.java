package io.limn.model.decode;

import io.limn.parsing.Box;
import io.limn.parsing.PersonMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the persons of a frame from a heat map of their centres and each cell's offset to its person's centre. */
final class PersonDecoder {
    private final int window;
    private final float threshold;
    private final float regionThreshold;

    /**
     * A person found.
     *
     * @param id in the person map; 1 is the largest person
     * @param cell its id in {@link Persons#cells()}
     */
    record Found(int id, int cell, Box box, float score, long pixels) {}

    /**
     * The persons of a frame.
     *
     * @param cells the number of a person for each cell, background cells included
     * @param steps each cell's distance from its person's foreground, in cells
     * @param votes the centre that each cell predicts; number n in {@code cells} has centre n - 1, if there is one
     * @param found by id
     */
    record Persons(PersonMap map, byte[] cells, int[] steps, CentreOffsets votes, List<Found> found) {}

    /**
     * The persons by cell.
     *
     * @param cells their numbers reach into the background
     * @param steps each cell's distance from its person's foreground, in cells
     */
    record Assigned(PersonCells cells, int[] steps) {
        byte[] ids() {
            return cells.ids;
        }
    }

    /**
     * @param window side of the square of cells that can hold only one centre, odd
     * @param threshold minimum heat of a centre, 0..1
     * @param regionThreshold minimum heat in a region without a centre, 0..1; with less it is not a person
     */
    public PersonDecoder(int window, float threshold, float regionThreshold) {
        this.window = window;
        this.threshold = threshold;
        this.regionThreshold = regionThreshold;
    }

    /**
     * Assigns every cell to a person.
     *
     * @param winners the main layer by cell; 0 is background
     * @param heat one plane of the grid
     * @param offsets two planes of the grid, right and down, in input pixels
     */
    Assigned assign(byte[] winners, float[] heat, float[] offsets, Grid grid) {
        PersonCells cells = new PersonCells(winners, heat, offsets, grid, window, threshold, regionThreshold);
        return new Assigned(cells, NearestFill.fill(cells.ids, grid.x.cells, grid.y.cells));
    }

    /**
     * Assigns every foreground pixel to a person: its cell's, or that of the nearest cell that has one.
     *
     * @param main the main layer at the frame's size; 0 is background
     * @param winners the main layer by cell
     */
    static Persons paint(Assigned assigned, byte[] main, byte[] winners, Grid grid) {
        PersonCells cells = assigned.cells();
        PersonPainter painter = new PersonPainter(main, winners, cells.ids, grid);
        List<Integer> bySize = new ArrayList<>();
        for (int cell = 1; cell <= cells.scores.size(); cell++) {
            if (painter.pixels(cell) > 0) {
                bySize.add(cell);
            }
        }
        bySize.sort(Comparator.comparingLong(painter::pixels).reversed());
        byte[] renumbered = new byte[256];
        boolean same = true;
        List<Found> found = new ArrayList<>(bySize.size());
        for (int cell : bySize) {
            int id = found.size() + 1;
            renumbered[cell] = (byte) id;
            same &= id == cell;
            found.add(new Found(id, cell, painter.box(cell), cells.scores.get(cell - 1), painter.pixels(cell)));
        }
        if (!same) {
            new Renumbering(renumbered).apply(painter.map);
        }
        return new Persons(
                new PersonMap(grid.frameWidth, grid.frameHeight, painter.map),
                cells.ids,
                assigned.steps(),
                cells.votes,
                found);
    }
}
