package io.limn.model.decode;

import java.util.Arrays;

/** Persons drawn as rectangles of cells, with the heat and the offsets a perfect network would give them. */
final class Scene {
    final Grid grid;
    final float[] heat;
    final float[] offsets;
    final byte[] winners;
    final byte[] truth;
    private int persons;

    Scene(int columns, int rows) {
        grid = Grids.cells(columns, rows);
        heat = new float[grid.plane];
        offsets = new float[2 * grid.plane];
        winners = new byte[grid.plane];
        truth = new byte[grid.plane];
    }

    /** A person over whatever is there; {@code peak} is the heat of its centre, 0 for a centre that the network missed. */
    Scene person(int left, int top, int width, int height, float peak) {
        persons++;
        int centreX = left + width / 2;
        int centreY = top + height / 2;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                int cell = y * grid.pitch + x;
                winners[cell] = 1;
                truth[cell] = (byte) persons;
                offsets[cell] = (centreX - x) * Grids.STRIDE + 2.3f;
                offsets[grid.plane + cell] = (centreY - y) * Grids.STRIDE - 1.7f;
            }
        }
        for (int y = Math.max(0, centreY - 3); y <= Math.min(grid.y.cells - 1, centreY + 3); y++) {
            for (int x = Math.max(0, centreX - 3); x <= Math.min(grid.x.cells - 1, centreX + 3); x++) {
                double distance = Math.hypot(x - centreX, y - centreY);
                float value = (float) (peak * Math.exp(-distance * distance / 6));
                heat[y * grid.pitch + x] = Math.max(heat[y * grid.pitch + x], value);
            }
        }
        return this;
    }

    PersonDecoder.Persons decode() {
        return decode(new PersonDecoder(7, 0.3f, 0));
    }

    PersonDecoder.Persons decode(PersonDecoder decoder) {
        return PersonDecoder.paint(assign(decoder), main(), winners, grid);
    }

    PersonDecoder.Assigned assign(PersonDecoder decoder) {
        return decoder.assign(winners, heat, offsets, grid);
    }

    /** Each cell's winner on its 4×4 pixels. */
    byte[] main() {
        byte[] main = new byte[grid.frameWidth * grid.frameHeight];
        for (int y = 0; y < grid.frameHeight; y++) {
            for (int x = 0; x < grid.frameWidth; x++) {
                main[y * grid.frameWidth + x] = winners[y / Grids.STRIDE * grid.pitch + x / Grids.STRIDE];
            }
        }
        return main;
    }

    /** The share of the true person's cells whose middle pixel has the id that is commonest among them. */
    double purity(int person, byte[] map) {
        int[] counts = new int[256];
        int cells = 0;
        for (int cell = 0; cell < truth.length; cell++) {
            if (truth[cell] == person) {
                counts[idAt(cell % grid.pitch, cell / grid.pitch, map)]++;
                cells++;
            }
        }
        return (double) Arrays.stream(counts).max().orElse(0) / cells;
    }

    int idAt(int cellX, int cellY, byte[] map) {
        return map[(cellY * Grids.STRIDE + 2) * grid.frameWidth + cellX * Grids.STRIDE + 2] & 0xFF;
    }
}
