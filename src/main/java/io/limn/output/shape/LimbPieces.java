package io.limn.output.shape;

import java.util.Arrays;

/** The connected pieces of a limb's cells, and which of them belong to it. For one thread. */
final class LimbPieces {
    /** Pieces below this share of the largest are left out. */
    private static final double LEAST = 0.08;
    /** A piece at the opposite limb is this one's where it is nearer than this many thicknesses. */
    private static final double HIDDEN = 4;

    private final int width;
    private final int[] piece;
    private final int[] sizes;

    private LimbPieces(int width, int[] piece, int[] sizes) {
        this.width = width;
        this.piece = piece;
        this.sizes = sizes;
    }

    static LimbPieces of(boolean[] inside, int width, int height) {
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
        return new LimbPieces(width, piece, Arrays.copyOf(sizes, pieces + 1));
    }

    private static int visit(boolean[] inside, int[] piece, int[] stack, int top, int cell, boolean there, int number) {
        if (!there || !inside[cell] || piece[cell] != 0) {
            return top;
        }
        piece[cell] = number;
        stack[top] = cell;
        return top + 1;
    }

    /**
     * Drops specks, and what the network gave to the wrong side: a hand far from the rest of its arm that touches the other arm.
     *
     * @param parts what each cell is by the label map
     */
    void drop(boolean[] inside, byte[] parts) {
        int largest = 0;
        for (int i = 1; i < sizes.length; i++) {
            largest = sizes[i] > sizes[largest] ? i : largest;
        }
        boolean[] kept = new boolean[sizes.length];
        for (int i = 1; i < sizes.length; i++) {
            kept[i] = sizes[i] >= LEAST * sizes[largest];
        }
        boolean[] opposite = new boolean[sizes.length];
        boolean any = false;
        for (int cell = 0; cell < piece.length; cell++) {
            int number = piece[cell];
            if (number != largest && kept[number] && !opposite[number] && touchesOpposite(cell, parts)) {
                opposite[number] = true;
                any = true;
            }
        }
        if (any) {
            dropFar(kept, opposite, largest, parts);
        }
        for (int i = 0; i < inside.length; i++) {
            inside[i] &= kept[piece[i]];
        }
    }

    private boolean touchesOpposite(int cell, byte[] parts) {
        int x = cell % width;
        return x > 0 && parts[cell - 1] == LimbPlane.OPPOSITE
                || x < width - 1 && parts[cell + 1] == LimbPlane.OPPOSITE
                || cell >= width && parts[cell - width] == LimbPlane.OPPOSITE
                || cell + width < parts.length && parts[cell + width] == LimbPlane.OPPOSITE;
    }

    private void dropFar(boolean[] kept, boolean[] opposite, int largest, byte[] parts) {
        boolean[] in = new boolean[piece.length];
        for (int i = 0; i < piece.length; i++) {
            in[i] = piece[i] == largest;
        }
        float thickest = 0;
        for (float value : DistanceTransform.of(in, width, piece.length / width)) {
            thickest = Math.max(thickest, value);
        }
        float[] away = new CellSteps(width, parts).away(in);
        float[] nearest = new float[sizes.length];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        for (int i = 0; i < piece.length; i++) {
            nearest[piece[i]] = Math.min(nearest[piece[i]], away[i]);
        }
        for (int i = 1; i < kept.length; i++) {
            kept[i] &= !opposite[i] || nearest[i] <= HIDDEN * thickest;
        }
    }
}
