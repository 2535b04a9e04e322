package io.limn.model.decode;

import io.limn.model.input.InputSize;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parsing;
import java.util.function.Function;

/** Makes a frame's parsing from a network's outputs. Not thread-safe. */
@FunctionalInterface
public interface Decoder {
    /**
     * Decodes one frame.
     *
     * @param outputs the values of an output by its name, row-major; valid until the next run, and possibly longer than the output
     * @param size how the frame was fitted into the network's input
     * @param evidence what the parsing keeps besides labels; a coverage copies what it needs of the outputs
     */
    Parsing decode(Function<String, float[]> outputs, InputSize size, Evidence evidence);
}
