package io.limn.model.input;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The type of an input tensor's values. */
public enum ElementType {
    @JsonProperty("float32")
    FLOAT32,
    /** Colour values 0..255 as they are: without mean and std. */
    @JsonProperty("uint8")
    UINT8
}
