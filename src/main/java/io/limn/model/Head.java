package io.limn.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/** What some of a network's outputs mean; {@code heads} of a model package. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Head.Dense.class, name = "dense"),
    @JsonSubTypes.Type(value = Head.Persons.class, name = "persons"),
    @JsonSubTypes.Type(value = Head.Keypoints.class, name = "keypoints"),
    @JsonSubTypes.Type(value = Head.Queries.class, name = "queries")
})
public sealed interface Head {
    /** Input pixels a cell of the outputs. */
    int stride();

    /**
     * A label layer.
     *
     * @param layer its name in {@code layers}
     * @param logits output of 1×C×h×w floats, C being the layer's number of labels
     */
    record Dense(
            @JsonProperty(required = true) String layer,
            @JsonProperty(required = true) String logits,
            @JsonProperty(required = true) int stride)
            implements Head {
        public Dense {
            Objects.requireNonNull(layer);
            Objects.requireNonNull(logits);
            checkStride(stride);
        }
    }

    /**
     * Persons by their centres.
     *
     * @param centres output of 1×1×h×w floats in 0..1
     * @param offsets output of 1×2×h×w floats: right and down to the centre, in input pixels
     * @param threshold least heat of a centre
     * @param window cells a side within which only one centre stands, odd
     */
    record Persons(
            @JsonProperty(required = true) String centres,
            @JsonProperty(required = true) String offsets,
            @JsonProperty(required = true) int stride,
            @JsonProperty(required = true) float threshold,
            @JsonProperty(required = true) int window)
            implements Head {
        public Persons {
            Objects.requireNonNull(centres);
            Objects.requireNonNull(offsets);
            checkStride(stride);
            checkThreshold(threshold);
            if (window < 1 || window % 2 == 0) {
                throw new IllegalArgumentException("window must be an odd number of cells, not " + window);
            }
        }
    }

    /**
     * Joints.
     *
     * @param heatmaps output of 1×J×h×w floats in 0..1
     * @param threshold least heat of a joint
     * @param joints their names, one a heat map
     */
    record Keypoints(
            @JsonProperty(required = true) String heatmaps,
            @JsonProperty(required = true) int stride,
            @JsonProperty(required = true) float threshold,
            @JsonProperty(required = true) List<String> joints)
            implements Head {
        public Keypoints {
            Objects.requireNonNull(heatmaps);
            checkStride(stride);
            checkThreshold(threshold);
            joints = List.copyOf(joints);
        }
    }

    /**
     * Mask queries, as MaskFormer and its kin give them: each query has a mask and says of what class that is. The classes are the
     * layer's labels, then, where there are {@code instances}, the whole person, then nothing at all. Stands alone.
     *
     * @param layer its name in {@code layers}
     * @param logits output of 1×Q×(classes+1) floats
     * @param masks output of 1×Q×h×w floats, above 0 inside
     * @param queries Q, how many there are
     * @param instances how parts and persons are told; without it every pixel takes the class that all queries together favour, and
     *     the frame is one person's
     */
    record Queries(
            @JsonProperty(required = true) String layer,
            @JsonProperty(required = true) String logits,
            @JsonProperty(required = true) String masks,
            @JsonProperty(required = true) int stride,
            @JsonProperty(required = true) int queries,
            QueryInstances instances)
            implements Head {
        public Queries {
            Objects.requireNonNull(layer);
            Objects.requireNonNull(logits);
            Objects.requireNonNull(masks);
            checkStride(stride);
            if (queries < 1 || queries > 10_000) {
                throw new IllegalArgumentException("queries must be 1..10000, not " + queries);
            }
        }
    }

    private static void checkStride(int stride) {
        if (stride < 1) {
            throw new IllegalArgumentException("stride must be at least 1, not " + stride);
        }
    }

    static void checkThreshold(float threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be 0..1, not " + threshold);
        }
    }
}
