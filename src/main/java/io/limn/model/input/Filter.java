package io.limn.model.input;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How frames are resized; {@code input.filter} of a model package. */
public enum Filter {
    /** Shrinking averages what a pixel covers; enlarging interpolates. Content lies at the top left, among zeros. */
    @JsonProperty("area")
    AREA,
    /** A triangle as wide as what a pixel covers, as PIL's {@code BILINEAR} has it. */
    @JsonProperty("bilinear")
    BILINEAR;

    public Preprocessing with(Normalisation normalisation) {
        return this == AREA ? new AreaPreprocessing(normalisation) : new BilinearPreprocessing(normalisation);
    }
}
