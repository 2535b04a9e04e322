package io.limn.model.decode;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Thresholds that turn mask queries into parts and persons, by their least scores, 0..1.
 *
 * @param keep of a part or a person
 * @param paint of a part that takes part in the label layer
 */
public record QueryInstances(@JsonProperty(required = true) float keep, @JsonProperty(required = true) float paint) {
    public QueryInstances {
        check(keep);
        check(paint);
    }

    private static void check(float threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be 0..1, not " + threshold);
        }
    }
}
