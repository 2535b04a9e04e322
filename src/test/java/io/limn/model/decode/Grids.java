package io.limn.model.decode;

import io.limn.model.input.Budget;
import io.limn.model.input.InputSize;
import java.util.Random;

/** Hand-made outputs of a network. */
final class Grids {
    static final int STRIDE = 4;

    private Grids() {}

    /** A frame of this size as the shipped model would see it. */
    static Grid frame(int width, int height) {
        return new Grid(new Budget(196_608, 16, 1.0).plan(width, height), STRIDE);
    }

    /** A frame that is the network's input, so that a cell is 4×4 frame pixels. */
    static Grid cells(int columns, int rows) {
        int width = columns * STRIDE;
        int height = rows * STRIDE;
        return new Grid(new InputSize(width, height, width, height, width, height), STRIDE);
    }

    /** Logits that vary smoothly enough for regions to form; padding shouts for the last class. */
    static float[] smoothLogits(Grid grid, int classes, long seed) {
        Random random = new Random(seed);
        float[] logits = new float[classes * grid.plane];
        for (int label = 0; label < classes; label++) {
            double fx = random.nextDouble() * 0.6;
            double fy = random.nextDouble() * 0.6;
            double phase = random.nextDouble() * 6;
            for (int i = 0; i < grid.plane; i++) {
                int x = i % grid.pitch;
                int y = i / grid.pitch;
                boolean padding = x >= grid.x.cells || y >= grid.y.cells;
                double value = Math.sin(x * fx + phase) + Math.cos(y * fy - phase) + random.nextDouble() * 0.3;
                logits[label * grid.plane + i] = padding && label == classes - 1 ? 1e6f : (float) value;
            }
        }
        return logits;
    }
}
