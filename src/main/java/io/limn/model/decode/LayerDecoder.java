package io.limn.model.decode;

import io.limn.parsing.ProbabilityMap;
import java.util.BitSet;

/** Decodes a label layer at the frame's size from an output at the network's size. Not thread-safe. */
interface LayerDecoder {
    /**
     * Decodes an output.
     *
     * @param output of the network, row-major, plane by plane
     * @return a label id for each pixel of the frame, row-major
     */
    default byte[] decode(float[] output, Grid grid) {
        find(output, grid);
        return paint(output, grid);
    }

    /** Finds {@link #winners}. */
    void find(float[] output, Grid grid);

    /** A label id for each pixel of the frame, row-major, after {@link #find}. */
    byte[] paint(float[] output, Grid grid);

    /** Changes the output so that these content cells are background, label 0. */
    void clear(float[] output, BitSet cells, Grid grid);

    /**
     * How much more probable a label is in a content cell than another one: 0 for equally, 1 for certainly.
     *
     * @param output that was decoded before
     */
    double lead(float[] output, int cell, int label, int other, Grid grid);

    /** Changes the output so that in these content cells the labels of limbs are of one side. */
    void give(float[] output, SidePlanes sides, BitSet cells, boolean left, Grid grid);

    /** The label of each content cell, row-major, from the last {@link #find}; valid until the next. */
    byte[] winners();

    /** The probabilities of an output that was decoded before; copies what it needs. */
    ProbabilityMap probabilities(float[] output, Grid grid);
}
