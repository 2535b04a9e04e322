package io.limn.output.shape;

import io.limn.parsing.ConnectedComponents;
import io.limn.parsing.ConnectedComponents.Connectivity;
import java.util.Arrays;

/** The connected pieces of a limb's cells, and which of them belong to it. For one thread. */
final class LimbPieces {
    /** Pieces below this share of the largest are left out. */
    private static final double LEAST = 0.08;
    /** A piece at the opposite limb is this one's where it is nearer than this many thicknesses. */
    private static final double HIDDEN = 4;

    private final int width;
    private final ConnectedComponents pieces;

    private LimbPieces(int width, ConnectedComponents pieces) {
        this.width = width;
        this.pieces = pieces;
    }

    static LimbPieces of(boolean[] inside, int width, int height) {
        byte[] cells = new byte[inside.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) (inside[i] ? 1 : 0);
        }
        return new LimbPieces(width, ConnectedComponents.of(cells, width, height, Connectivity.FOUR));
    }

    /**
     * Drops specks, and what the network gave to the wrong side: a hand far from the rest of its arm that touches the other arm.
     *
     * @param parts what each cell is by the label map
     */
    void drop(boolean[] inside, byte[] parts) {
        int largest = pieces.largest();
        boolean[] kept = new boolean[pieces.count()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = pieces.size(i) >= LEAST * pieces.size(largest);
        }
        boolean[] opposite = new boolean[kept.length];
        boolean any = false;
        for (int cell = 0; cell < inside.length; cell++) {
            int piece = pieces.at(cell);
            if (piece >= 0 && piece != largest && kept[piece] && !opposite[piece] && touchesOpposite(cell, parts)) {
                opposite[piece] = true;
                any = true;
            }
        }
        if (any) {
            dropFar(kept, opposite, largest, parts);
        }
        for (int cell = 0; cell < inside.length; cell++) {
            inside[cell] &= pieces.at(cell) >= 0 && kept[pieces.at(cell)];
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
        boolean[] in = new boolean[parts.length];
        for (int cell = 0; cell < in.length; cell++) {
            in[cell] = pieces.at(cell) == largest;
        }
        float thickest = 0;
        for (float value : DistanceTransform.of(in, width, in.length / width)) {
            thickest = Math.max(thickest, value);
        }
        float[] away = new CellSteps(width, parts).away(in);
        float[] nearest = new float[kept.length];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        for (int cell = 0; cell < in.length; cell++) {
            int piece = pieces.at(cell);
            if (piece >= 0) {
                nearest[piece] = Math.min(nearest[piece], away[cell]);
            }
        }
        for (int i = 0; i < kept.length; i++) {
            kept[i] &= !opposite[i] || nearest[i] <= HIDDEN * thickest;
        }
    }
}
