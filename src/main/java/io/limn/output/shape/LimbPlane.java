package io.limn.output.shape;

import io.limn.output.matte.Window;
import java.util.Arrays;

/**
 * A limb's matte at a resolution for finding its middle: cells of some pixels, which are inside where half of them is covered. Collected
 * row by row. For one thread.
 */
final class LimbPlane {
    /** Cells of the longer side at most. */
    private static final int LONGEST = 240;
    /** Pieces below this share of the largest are left out. */
    private static final double LEAST = 0.08;
    /** What lies beside the limb's own parts, in {@link #part}. */
    static final byte TRUNK = 3;

    static final byte OTHER = -1;

    private final Window window;
    private final int step;
    private final int width;
    private final int height;
    private final float[] sums;
    private final byte[] parts;
    private float[] distance;

    LimbPlane(Window window) {
        this.window = window;
        step = Math.max(1, (Math.max(window.width(), window.height()) + LONGEST - 1) / LONGEST);
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
     * @param part by column: 0, 1, 2 from the trunk outwards, {@link #TRUNK} or {@link #OTHER}
     */
    void row(int y, float[] values, byte[] part) {
        if (y < window.top() || y >= window.bottom()) {
            return;
        }
        int at = (y - window.top()) / step * width;
        for (int x = window.left(); x < window.right(); x++) {
            sums[at + (x - window.left()) / step] += values[x];
        }
        if ((y - window.top()) % step == step / 2) {
            for (int x = 0; x < width; x++) {
                parts[at + x] = part[Math.min(window.right() - 1, window.left() + x * step + step / 2)];
            }
        }
    }

    /** To be called once all rows were added. */
    void finish() {
        boolean[] inside = new boolean[sums.length];
        float half = step * step / 2f;
        for (int i = 0; i < inside.length; i++) {
            inside[i] = sums[i] >= half;
        }
        dropPieces(inside);
        distance = DistanceTransform.of(inside, width, height);
    }

    private void dropPieces(boolean[] inside) {
        int[] piece = new int[inside.length];
        int[] stack = new int[inside.length];
        int[] sizes = new int[inside.length + 1];
        int pieces = 0;
        for (int start = 0; start < inside.length; start++) {
            if (!inside[start] || piece[start] != 0) {
                continue;
            }
            pieces++;
            piece[start] = pieces;
            int top = 0;
            stack[top++] = start;
            while (top > 0) {
                int cell = stack[--top];
                sizes[pieces]++;
                int x = cell % width;
                top = visit(inside, piece, stack, top, cell - 1, x > 0, pieces);
                top = visit(inside, piece, stack, top, cell + 1, x < width - 1, pieces);
                top = visit(inside, piece, stack, top, cell - width, cell >= width, pieces);
                top = visit(inside, piece, stack, top, cell + width, cell + width < inside.length, pieces);
            }
        }
        int largest = Arrays.stream(sizes).max().orElse(0);
        for (int i = 0; i < inside.length; i++) {
            inside[i] &= sizes[piece[i]] >= LEAST * largest;
        }
    }

    private static int visit(boolean[] inside, int[] piece, int[] stack, int top, int cell, boolean there, int number) {
        if (!there || !inside[cell] || piece[cell] != 0) {
            return top;
        }
        piece[cell] = number;
        stack[top] = cell;
        return top + 1;
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
        return window.left() + (cell % width + 0.5) * step;
    }

    /** A cell's centre in frame pixels. */
    double frameY(int cell) {
        return window.top() + (cell / width + 0.5) * step;
    }

    /** Column of a frame coordinate; may lie outside the plane. */
    double column(double x) {
        return (x - window.left()) / step - 0.5;
    }

    /** Row of a frame coordinate; may lie outside the plane. */
    double row(double y) {
        return (y - window.top()) / step - 0.5;
    }
}
