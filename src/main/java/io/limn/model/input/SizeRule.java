package io.limn.model.input;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the network's input size follows from the frame's; {@code input.size} of a model package. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Budget.class, name = "budget"),
    @JsonSubTypes.Type(value = ShortSide.class, name = "short-side"),
    @JsonSubTypes.Type(value = Fit.class, name = "fit"),
    @JsonSubTypes.Type(value = Stretch.class, name = "stretch")
})
public sealed interface SizeRule permits Budget, ShortSide, Fit, Stretch {
    /** More input than this is refused: a network's memory grows with it. */
    long MOST_PIXELS = 16_000_000;

    /** The place of a frame of this size in the input. */
    InputSize plan(int frameWidth, int frameHeight);

    /** The same rule for about this many pixels of input. */
    SizeRule withPixels(long pixels);

    /** Width and height of the tensor are multiples of this. */
    int stride();

    /** Whether an output may have one cell per {@code cellStride} input pixels. */
    default boolean allows(int cellStride) {
        return stride() % cellStride == 0;
    }

    /**
     * The short side scaled to {@code pixels}, unless the long one would exceed {@code most}; multiples of {@code stride}.
     *
     * @throws IllegalArgumentException where a size is out of range
     */
    static SizeRule shortSide(int pixels, int most, int stride) {
        return new ShortSide(pixels, most, stride);
    }

    /**
     * The frame fitted into a fixed size, centred, with grey around it.
     *
     * @param around 0..255
     * @throws IllegalArgumentException where a size is out of range
     */
    static SizeRule fit(int width, int height, int stride, int around) {
        return new Fit(width, height, stride, around);
    }

    /** Whether the frame is centred with a margin around it. */
    default boolean centres() {
        return this instanceof Fit;
    }

    /** @throws IllegalArgumentException where it is not a stride */
    static void checkStride(int stride) {
        if (stride < 1 || stride > 256) {
            throw new IllegalArgumentException("stride must be 1..256, not " + stride);
        }
    }
}
