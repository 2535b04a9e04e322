package io.limn.model.decode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.limn.model.input.Layout;
import java.util.List;
import java.util.Objects;

/** The meaning of one or more of a network's outputs; an entry of {@code heads} in a model package. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Head.Dense.class, name = "dense"),
    @JsonSubTypes.Type(value = Head.Argmax.class, name = "argmax"),
    @JsonSubTypes.Type(value = Head.Persons.class, name = "persons"),
    @JsonSubTypes.Type(value = Head.Keypoints.class, name = "keypoints"),
    @JsonSubTypes.Type(value = Head.Queries.class, name = "queries")
})
public sealed interface Head {
    /** Input pixels per cell of the outputs. */
    int stride();

    /** Calls the method for this kind of head (visitor pattern). */
    <T> T accept(Cases<T> cases);

    /** One method for each kind of head, so that the compiler finds every place that must handle a new kind. */
    interface Cases<T> {
        T dense(Dense head);

        T argmax(Argmax head);

        T persons(Persons head);

        T keypoints(Keypoints head);

        T queries(Queries head);
    }

    /**
     * A label layer from scores, one plane per label. The label with the highest score wins.
     *
     * @param layer its name in {@code layers}
     * @param logits output of 1×C×h×w floats, C being the layer's number of labels
     * @param activation what the network has applied to its scores; {@code none} by default
     * @param layout of the output; {@code NCHW} by default
     * @param person main layer only, and only without a head of kind persons: the labels that mark persons; by default all but label 0
     */
    record Dense(
            @JsonProperty(required = true) String layer,
            @JsonProperty(required = true) String logits,
            @JsonProperty(required = true) int stride,
            Activation activation,
            Layout layout,
            List<String> person)
            implements Head {
        public Dense {
            Objects.requireNonNull(layer);
            Objects.requireNonNull(logits);
            checkStride(stride);
            activation = activation == null ? Activation.NONE : activation;
            layout = layout == null ? Layout.NCHW : layout;
            person = person == null ? List.of() : List.copyOf(person);
        }

        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.dense(this);
        }
    }

    /** What a network has applied to the scores of labels. */
    enum Activation {
        /** They are logits. */
        @JsonProperty("none")
        NONE,
        /** They are probabilities that sum to 1. */
        @JsonProperty("softmax")
        SOFTMAX
    }

    /**
     * A label layer as ids, computed by the network. An id that is not in the layer counts as background.
     *
     * @param layer its name in {@code layers}
     * @param ids output of 1×h×w, 1×1×h×w or 1×h×w×1 label ids: int64, int32, uint8, int8 or float32
     * @param person as in {@link Dense}
     */
    record Argmax(
            @JsonProperty(required = true) String layer,
            @JsonProperty(required = true) String ids,
            @JsonProperty(required = true) int stride,
            List<String> person)
            implements Head {
        public Argmax {
            Objects.requireNonNull(layer);
            Objects.requireNonNull(ids);
            checkStride(stride);
            person = person == null ? List.of() : List.copyOf(person);
        }

        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.argmax(this);
        }
    }

    /**
     * Persons by their centres.
     *
     * @param centres output of 1×1×h×w floats in 0..1
     * @param offsets output of 1×2×h×w floats: right and down to the centre, in input pixels
     * @param threshold minimum heat of a centre, 0..1
     * @param regionThreshold minimum heat, 0..1, in a region of labels without a centre; with less the region becomes background. The
     *     default, 0, keeps all
     * @param window side of the square of cells that can hold only one centre, odd
     */
    record Persons(
            @JsonProperty(required = true) String centres,
            @JsonProperty(required = true) String offsets,
            @JsonProperty(required = true) int stride,
            @JsonProperty(required = true) float threshold,
            Float regionThreshold,
            @JsonProperty(required = true) int window)
            implements Head {
        public Persons {
            Objects.requireNonNull(centres);
            Objects.requireNonNull(offsets);
            checkStride(stride);
            checkThreshold(threshold);
            regionThreshold = regionThreshold == null ? 0 : regionThreshold; // older packages have none
            checkThreshold(regionThreshold);
            if (window < 1 || window % 2 == 0) {
                throw new IllegalArgumentException("window must be an odd number of cells, not " + window);
            }
        }

        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.persons(this);
        }
    }

    /**
     * Joints.
     *
     * @param heatmaps output of 1×J×h×w floats in 0..1
     * @param threshold minimum heat of a joint, 0..1
     * @param joints their names, one per heat map
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

        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.keypoints(this);
        }
    }

    /**
     * Mask queries, as in MaskFormer and its successors: each query has a mask and class logits. The classes are the layer's labels, then,
     * if {@code instances} is given, the whole person, then "no object". Must be the package's only head.
     *
     * @param layer its name in {@code layers}
     * @param logits output of 1×Q×(classes+1) floats
     * @param masks output of 1×Q×h×w floats, above 0 inside
     * @param queries Q, the number of queries
     * @param instances how parts and persons are separated; without it every pixel takes the strongest class over all queries, and all
     *     foreground is one person
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

        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.queries(this);
        }
    }

    private static void checkStride(int stride) {
        if (stride < 1) {
            throw new IllegalArgumentException("stride must be at least 1, not " + stride);
        }
    }

    private static void checkThreshold(float threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be 0..1, not " + threshold);
        }
    }
}
