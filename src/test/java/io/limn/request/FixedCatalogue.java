package io.limn.request;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.parsing.ModelId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A catalogue that needs no model: labels by default, palettes "model", "voc" and one with a name that isn't ASCII. */
public final class FixedCatalogue implements Catalogue {
    @Override
    public ModelId model() {
        return new ModelId("tiny", "1", "ab");
    }

    @Override
    public List<LabelSet> layers() {
        return List.of(new LabelSet("parts", List.of(new Label(0, "background", 0)), List.of()));
    }

    @Override
    public List<LabelSet> layers(String palette) {
        return List.of();
    }

    @Override
    public Set<String> palettes() {
        return new TreeSet<>(Set.of("model", "voc", "stüdio 50%"));
    }

    @Override
    public Set<Output> defaultOutputs() {
        return EnumSet.of(Output.LABELS);
    }

    @Override
    public RenderOptions defaultOptions() {
        return RenderOptions.DEFAULT;
    }
}
