package io.limn.output.shape;

import io.limn.output.matte.Window;
import java.util.Arrays;

/**
 * A limb's matte at a resolution for finding its middle: cells of some pixels, which are inside where half of them is covered. Collected
 * row by row, then cut to what is inside: a thin limb in a large window has fine cells. For one thread.
 */
final class LimbPlane {
    /** Cells of the longer side at most. */
    private static final int LONGEST = 240;
    /** Times as many while rows are collected. */
    private static final int FINER = 3;
    /** What lies beside the limb's own parts, in {@link #part}. */
    static final byte TRUNK = 3;

    /** A part of the same limb of the other side. */
    static final byte OPPOSITE = 4;

    static final byte OTHER = -1;

    private final Window window;
    private int step;
    private int left;
    private int top;
    private int width;
    private int height;
    private float[] sums;
    private byte[] parts;
    private float[] distance;

    LimbPlane(Window window) {
        this.window = window;
        int cells = FINER * LONGEST;
        step = Math.max(1, (Math.max(window.width(), window.height()) + cells - 1) / cells);
        left = window.left();
        top = window.top();
        width = (window.width() + step - 1) / step;
        height = (window.height() + step - 1) / step;
        sums = new float[width * height];
        parts = new byte[width * height];
        Arrays.fill(parts, OTHER);
    }

    /**
     * Adds a row of the frame.
     *
     * @param values coverage by column of the frame
     * @param part by column: 0, 1, 2 from the trunk outwards, {@link #TRUNK}, {@link #OPPOSITE} or {@link #OTHER}
     */
    void row(int y, float[] values, byte[] part) {
        if (y < window.top() || y >= window.bottom()) {
            return;
        }
        int at = (y - top) / step * width;
        for (int x = window.left(); x < window.right(); x++) {
            sums[at + (x - left) / step] += values[x];
        }
        if ((y - top) % step == step / 2) {
            for (int x = 0; x < width; x++) {
                parts[at + x] = part[Math.min(window.right() - 1, left + x * step + step / 2)];
            }
        }
    }

    /** To be called once all rows were added. */
    void finish() {
        cut();
        boolean[] inside = new boolean[sums.length];
        float half = step * step / 2f;
        for (int i = 0; i < inside.length; i++) {
            inside[i] = sums[i] >= half;
        }
        LimbPieces.of(inside, width, height).drop(inside, parts);
        distance = DistanceTransform.of(inside, width, height);
    }

    /** Keeps what is inside and a cell around it, in as fine cells as the longest side allows. */
    private void cut() {
        int[] bounds = {width, height, -1, -1};
        float half = step * step / 2f;
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] >= half) {
                bounds[0] = Math.min(bounds[0], i % width);
                bounds[1] = Math.min(bounds[1], i / width);
                bounds[2] = Math.max(bounds[2], i % width);
                bounds[3] = Math.max(bounds[3], i / width);
            }
        }
        if (bounds[2] < 0) {
            bounds = new int[] {0, 0, 0, 0};
        }
        int longest = Math.max(bounds[2] - bounds[0], bounds[3] - bounds[1]) + 1;
        int factor = (longest + LONGEST - 1) / LONGEST;
        int x = Math.max(0, bounds[0] - factor);
        int y = Math.max(0, bounds[1] - factor);
        int columns = (Math.min(width, bounds[2] + 1 + factor) - x + factor - 1) / factor;
        int rows = (Math.min(height, bounds[3] + 1 + factor) - y + factor - 1) / factor;
        float[] coarse = new float[columns * rows];
        byte[] sampled = new byte[columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int to = row * columns + column;
                int u = x + column * factor;
                int v = y + row * factor;
                for (int k = v; k < Math.min(height, v + factor); k++) {
                    for (int i = u; i < Math.min(width, u + factor); i++) {
                        coarse[to] += sums[k * width + i];
                    }
                }
                sampled[to] = parts[Math.min(height - 1, v + factor / 2) * width + Math.min(width - 1, u + factor / 2)];
            }
        }
        left += x * step;
        top += y * step;
        step *= factor;
        width = columns;
        height = rows;
        sums = coarse;
        parts = sampled;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int cells() {
        return sums.length;
    }

    /** Cells from a cell's centre to the nearest cell outside; 0 outside. */
    float distance(int cell) {
        return distance[cell];
    }

    /** Mean coverage of a cell, 0..1. */
    float coverage(int cell) {
        return sums[cell] / (step * step);
    }

    /** The part of a cell inside; {@link #OTHER} outside. */
    byte part(int cell) {
        return distance[cell] > 0 ? parts[cell] : OTHER;
    }

    /** What a cell is by the label map, inside or not. */
    byte around(int cell) {
        return parts[cell];
    }

    /** The largest distance. */
    float thickest() {
        float most = 0;
        for (float value : distance) {
            most = Math.max(most, value);
        }
        return most;
    }

    /** About how many frame pixels lie inside. */
    double area() {
        int inside = 0;
        for (float value : distance) {
            inside += value > 0 ? 1 : 0;
        }
        return (double) inside * step * step;
    }

    /** Frame pixels a cell. */
    int step() {
        return step;
    }

    /** A cell's centre in frame pixels. */
    double frameX(int cell) {
        return left + (cell % width + 0.5) * step;
    }

    /** A cell's centre in frame pixels. */
    double frameY(int cell) {
        return top + (cell / width + 0.5) * step;
    }

    /** Column of a frame coordinate; may lie outside the plane. */
    double column(double x) {
        return (x - left) / step - 0.5;
    }

    /** Row of a frame coordinate; may lie outside the plane. */
    double row(double y) {
        return (y - top) / step - 0.5;
    }
}
