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
    byte[] decode(float[] output, Grid grid);

    /** Changes the output so that these content cells are background, label 0. */
    void clear(float[] output, BitSet cells, Grid grid);

    /** The label of each content cell, row-major, from the last {@link #decode}; valid until the next. */
    byte[] winners();

    /** The probabilities of an output that was decoded before; copies what it needs. */
    ProbabilityMap probabilities(float[] output, Grid grid);
}
