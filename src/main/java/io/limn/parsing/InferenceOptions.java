package io.limn.parsing;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a network is run on a frame, as far as that was set: a part of a result's identity.
 *
 * @param pixels of the network's input, empty for the model's own number
 * @param mirror size of the pass on the mirrored frame, empty for the model's own
 * @param detail what the network sees in detail, where label maps are all that is wanted
 * @param softDetail the same where soft outputs are wanted; empty for the model's own
 */
public record InferenceOptions(
        OptionalLong pixels, Optional<Mirror> mirror, Detail detail, Optional<Detail> softDetail) {
    /** As the model package says. */
    public static final InferenceOptions DEFAULT = new InferenceOptions(OptionalLong.empty(), Optional.empty());

    /** Of the frame as a whole, but for soft outputs. */
    public InferenceOptions(OptionalLong pixels, Optional<Mirror> mirror) {
        this(pixels, mirror, Detail.FRAME, Optional.empty());
    }

    /** The same with another detail, whatever is wanted. */
    public InferenceOptions with(Detail other) {
        return new InferenceOptions(pixels, mirror, other, Optional.of(other));
    }

    /** The same where the model has a detail of its own for soft outputs, unless one was set. */
    public InferenceOptions orSoft(Detail own) {
        return softDetail.isPresent() || own == detail
                ? this
                : new InferenceOptions(pixels, mirror, detail, Optional.of(own));
    }

    /**
     * The detail of a frame.
     *
     * @param asked for this frame; null where nothing was
     * @param evidence that the frame's outputs need
     */
    public Detail detail(Detail asked, Evidence evidence) {
        if (asked != null) {
            return asked;
        }
        return evidence == Evidence.COVERAGE ? softDetail.orElse(detail) : detail;
    }
}
