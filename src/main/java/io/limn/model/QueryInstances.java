package io.limn.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How parts and persons are told from mask queries, by their least scores, 0..1.
 *
 * @param keep of a part or a person
 * @param paint of a part that takes part in the label layer
 */
public record QueryInstances(@JsonProperty(required = true) float keep, @JsonProperty(required = true) float paint) {
    public QueryInstances {
        Head.checkThreshold(keep);
        Head.checkThreshold(paint);
    }
}
