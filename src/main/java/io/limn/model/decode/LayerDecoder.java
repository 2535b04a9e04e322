package io.limn.model.decode;

import io.limn.parsing.ProbabilityMap;
import java.util.BitSet;

/** A label layer at the frame's size from an output at the network's. Not thread-safe. */
interface LayerDecoder {
    /**
     * @param output of the network, row-major; planes one after the other
     * @return a label id for each pixel of the frame, row-major
     */
    byte[] decode(float[] output, Grid grid);

    /** Makes content cells of an output background, label 0. */
    void clear(float[] output, BitSet cells, Grid grid);

    /** The label of each content cell, row-major, as of the last {@link #decode}; lent until the next. */
    byte[] winners();

    /** The probabilities of an output that was decoded before; owns what it needs of it. */
    ProbabilityMap probabilities(float[] output, Grid grid);
}
