package io.limn.model.decode;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Thresholds for parts and persons from mask queries.
 *
 * @param keep minimum score of a part or a person, 0..1
 * @param paint minimum score of a part that is painted into the label layer, 0..1
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
