package io.limn.parsing;

/** How much of a network's output a {@link Parsing} keeps. */
public enum Evidence {
    /** The label maps and the person map: one byte per pixel and map. */
    MAPS,
    /** The maps, and the probabilities they were decided from: {@link Parsing#coverage()}. */
    COVERAGE
}
