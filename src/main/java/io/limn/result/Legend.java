package io.limn.result;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the ids in a folder's masks mean: the file {@code labels.json} in the folder of a sequence, beside its outputs.
 *
 * @param version of this format
 * @param palette that the colours come from
 * @param layers the model's main layer first
 */
public record Legend(int version, String palette, List<Layer> layers) {
    public static final int VERSION = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int RGB = 0xFFFFFF;

    /**
     * A label layer.
     *
     * @param output the kind of output whose values these ids are; null where there is none
     */
    public record Layer(String name, String output, List<Entry> labels, List<Pair> pairs) {}

    /** A label; its colour as {@code #rrggbb}. */
    public record Entry(int id, String name, String colour) {}

    /** The names of two labels that are the left and the right of one thing; left is the person's own left. */
    public record Pair(String left, String right) {}

    /** @param layers in the colours of the palette */
    public static Legend of(String palette, List<LabelSet> layers) {
        List<Output> outputs = List.of(Output.LABELS, Output.ANATOMY);
        return new Legend(
                VERSION,
                palette,
                IntStream.range(0, layers.size())
                        .mapToObj(i -> layer(
                                layers.get(i),
                                i < outputs.size() ? outputs.get(i).kind() : null))
                        .toList());
    }

    private static Layer layer(LabelSet layer, String output) {
        return new Layer(
                layer.name(),
                output,
                layer.labels().stream()
                        .map(label -> new Entry(label.id(), label.name(), String.format("#%06x", label.rgb())))
                        .toList(),
                layer.pairs().stream()
                        .map(pair -> new Pair(pair.left(), pair.right()))
                        .toList());
    }

    /** The layers as they were given to {@link #of}. */
    public List<LabelSet> labelSets() {
        return layers.stream()
                .map(layer -> new LabelSet(
                        layer.name(),
                        layer.labels().stream()
                                .map(label -> new Label(
                                        label.id(),
                                        label.name(),
                                        Integer.parseInt(label.colour().substring(1), 16) & RGB))
                                .toList(),
                        layer.pairs().stream()
                                .map(pair -> new LabelSet.Pair(pair.left(), pair.right()))
                                .toList()))
                .toList();
    }

    public byte[] json() {
        try {
            return MAPPER.writer(ManifestJson.indented()).writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException("a legend is plain data and always has a JSON form", e);
        }
    }

    /** Empty where these bytes are not a legend. */
    public static Optional<Legend> read(byte[] json) {
        try {
            Legend legend = MAPPER.readValue(json, Legend.class);
            return Optional.ofNullable(legend).filter(read -> read.layers() != null);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
