package io.limn.model.decode;

import io.limn.model.input.InputSize;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parsing;
import java.util.function.Function;

/** A frame's parsing from a network's outputs. Not thread-safe. */
@FunctionalInterface
public interface Decoder {
    /**
     * @param outputs an output's values by its name, row-major; lent until the next run, and maybe longer than the output
     * @param size how the frame lay in the network's input
     * @param evidence what the parsing keeps; a coverage owns what it needs of the outputs
     */
    Parsing decode(Function<String, float[]> outputs, InputSize size, Evidence evidence);
}
