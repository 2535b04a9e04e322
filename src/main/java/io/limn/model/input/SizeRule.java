package io.limn.model.input;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the network's input size follows from the frame's; {@code input.size} of a model package. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes(@JsonSubTypes.Type(value = Budget.class, name = "budget"))
public sealed interface SizeRule permits Budget {
    /** The place of a frame of this size in the input. */
    InputSize plan(int frameWidth, int frameHeight);

    /** The same rule for about this many pixels of input. */
    SizeRule withPixels(long pixels);

    /** Width and height of the tensor are multiples of this. */
    int stride();
}
