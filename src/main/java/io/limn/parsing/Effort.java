package io.limn.parsing;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How hard a parser looks at a frame, where that was set: a part of a result's identity.
 *
 * @param pixels of the network's input, empty for the model's own number
 * @param mirror how the frame's mirror image is looked at, empty for the model's own way
 */
public record Effort(OptionalLong pixels, Optional<Mirror> mirror) {
    /** As the model has it. */
    public static final Effort DEFAULT = new Effort(OptionalLong.empty(), Optional.empty());
}
