package io.limn.parsing;

import java.util.OptionalLong;

/**
 * How hard a parser looks at a frame, where that was set: a part of a result's identity.
 *
 * @param pixels of the network's input, empty for the model's own number
 * @param mirror whether the frame's mirror image has a say too
 */
public record Effort(OptionalLong pixels, boolean mirror) {
    /** As the model has it. */
    public static final Effort DEFAULT = new Effort(OptionalLong.empty(), false);
}
