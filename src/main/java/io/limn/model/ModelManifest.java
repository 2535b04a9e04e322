package io.limn.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.model.decode.Head;
import io.limn.model.graph.Sampling;
import io.limn.model.input.ElementType;
import io.limn.model.input.Filter;
import io.limn.model.input.Layout;
import io.limn.model.input.Normalisation;
import io.limn.model.input.Preprocessing;
import io.limn.model.input.SizeRule;
import io.limn.parsing.Detail;
import io.limn.parsing.Mirror;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code model.json}: all that is needed to run a network that Limn was not written for. Fields at the top that are not known
 * here are notes for readers and passed over; an unknown field further down is refused, since it may change what is meant.
 *
 * @param licence of the weights, as an SPDX identifier where there is one
 * @param source where the weights come from
 * @param file the network, beside this file
 * @param sha256 of that file, lower-case hex
 * @param layers the main layer first
 * @param sampling null where the network has none, or runs it inside the graph
 * @param accuracy what was measured, by name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@RegisterForReflection(
        registerFullHierarchy = true,
        targets = {
            ModelManifest.class,
            ModelSummary.class,
            Head.class,
            Head.Dense.class,
            Head.Argmax.class,
            Head.Persons.class,
            Head.Keypoints.class,
            Head.Queries.class
        })
public record ModelManifest(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String version,
        @JsonProperty(required = true) String licence,
        String source,
        @JsonProperty(required = true) String file,
        @JsonProperty(required = true) String sha256,
        @JsonProperty(required = true) Input input,
        @JsonProperty(required = true) List<Layer> layers,
        @JsonProperty(required = true) List<Head> heads,
        Sampling sampling,
        Map<String, Object> accuracy) {

    public ModelManifest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(version);
        Objects.requireNonNull(licence);
        Objects.requireNonNull(file);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(input);
        layers = List.copyOf(layers);
        heads = List.copyOf(heads);
        if (sampling != null
                && sampling.strides().stream().anyMatch(stride -> input.size().stride() % stride != 0)) {
            throw new IllegalArgumentException("sampling.strides: each must divide input.size.stride, "
                    + input.size().stride() + ", but they are " + sampling.strides());
        }
        accuracy = accuracy == null ? Map.of() : Collections.unmodifiableMap(accuracy);
    }

    /**
     * How a frame becomes the network's input.
     *
     * @param tensor the input's name in the graph
     * @param colour the order of the channels
     * @param mean subtracted from each value 0..255, by channel; left out for {@code uint8}
     * @param std divided by, by channel; left out for {@code uint8}
     * @param layout of the tensor, {@code NCHW} where it is left out
     * @param type of its values, {@code float32} where it is left out
     * @param filter how frames are resized; {@code area} where it is left out
     * @param mirror whether the network also runs on the mirrored frame, {@code none} where it is left out; not for heads of kind queries
     * @param detail what it sees where soft outputs are wanted, {@code frame} where it is left out
     */
    public record Input(
            @JsonProperty(required = true) String tensor,
            @JsonProperty(required = true) Normalisation.Order colour,
            List<Float> mean,
            List<Float> std,
            @JsonProperty(required = true) SizeRule size,
            Filter filter,
            Mirror mirror,
            Layout layout,
            ElementType type,
            Detail detail) {
        private static final List<Float> ZERO = List.of(0f, 0f, 0f);
        private static final List<Float> ONE = List.of(1f, 1f, 1f);

        /**
         * RGB planes of floats, the frame resized bilinearly as PIL does, without a mirror pass.
         *
         * @param mean by channel, subtracted from 0..255
         * @param std by channel
         */
        public static Input rgb(String tensor, List<Float> mean, List<Float> std, SizeRule size) {
            return new Input(tensor, Normalisation.Order.RGB, mean, std, size, Filter.BILINEAR, Mirror.NONE);
        }

        /** Planes of floats. */
        public Input(
                String tensor,
                Normalisation.Order colour,
                List<Float> mean,
                List<Float> std,
                SizeRule size,
                Filter filter,
                Mirror mirror) {
            this(tensor, colour, mean, std, size, filter, mirror, Layout.NCHW, ElementType.FLOAT32, Detail.FRAME);
        }

        public Input {
            Objects.requireNonNull(tensor);
            Objects.requireNonNull(size);
            layout = layout == null ? Layout.NCHW : layout;
            type = type == null ? ElementType.FLOAT32 : type;
            if (type == ElementType.UINT8) {
                if (mean != null && !mean.equals(ZERO) || std != null && !std.equals(ONE)) {
                    throw new IllegalArgumentException(
                            "mean and std are left out where type is uint8: the network reads 0..255 as they are");
                }
                mean = ZERO;
                std = ONE;
            }
            new Normalisation(colour, mean, std);
            filter = filter == null ? Filter.AREA : filter;
            mirror = mirror == null ? Mirror.NONE : mirror;
            detail = detail == null ? Detail.FRAME : detail;
            if (filter == Filter.AREA && size.centres()) {
                throw new IllegalArgumentException(
                        "filter area can't centre a frame as size.rule fit does; bilinear can");
            }
        }

        Preprocessing preprocessing() {
            return filter.with(new Normalisation(colour, mean, std));
        }
    }

    /**
     * A label layer.
     *
     * @param labels in the order of their ids 0, 1, 2, …
     * @param pairs left and right of one thing, by name
     */
    public record Layer(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) List<LabelEntry> labels,
            List<List<String>> pairs) {
        public Layer {
            Objects.requireNonNull(name);
            labels = List.copyOf(labels);
        }

        LabelSet labelSet() {
            List<List<String>> twins = pairs == null ? List.of() : pairs;
            return new LabelSet(
                    name,
                    labels.stream().map(LabelEntry::label).toList(),
                    twins.stream().map(Layer::pair).toList());
        }

        private static LabelSet.Pair pair(List<String> names) {
            if (names.size() != 2) {
                throw new IllegalArgumentException("a pair is a left and a right label, not " + names);
            }
            return new LabelSet.Pair(names.get(0), names.get(1));
        }
    }

    /** A class of a layer; {@code colour} is {@code #RRGGBB}. */
    public record LabelEntry(
            @JsonProperty(required = true) int id,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String colour) {
        public LabelEntry {
            Objects.requireNonNull(name);
            Objects.requireNonNull(colour);
        }

        Label label() {
            if (!colour.matches("#[0-9A-Fa-f]{6}")) {
                throw new IllegalArgumentException(
                        "colour of '" + name + "' must be like #4CC9F0, not '" + colour + "'");
            }
            return new Label(id, name, Integer.parseInt(colour.substring(1), 16));
        }
    }
}
