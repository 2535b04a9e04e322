package io.limn.parsing;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a network is run on a frame, as far as that was set: a part of a result's identity.
 *
 * @param pixels of the network's input, empty for the model's own number
 * @param mirror size of the pass on the mirrored frame, empty for the model's own
 * @param detail what the network sees in detail
 */
public record InferenceOptions(OptionalLong pixels, Optional<Mirror> mirror, Detail detail) {
    /** As the model package says. */
    public static final InferenceOptions DEFAULT = new InferenceOptions(OptionalLong.empty(), Optional.empty());

    /** Of the frame as a whole. */
    public InferenceOptions(OptionalLong pixels, Optional<Mirror> mirror) {
        this(pixels, mirror, Detail.FRAME);
    }

    /** The same with another detail. */
    public InferenceOptions with(Detail other) {
        return new InferenceOptions(pixels, mirror, other);
    }
}
