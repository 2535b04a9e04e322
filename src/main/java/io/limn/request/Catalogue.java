package io.limn.request;

import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.parsing.ModelId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What this service offers, as the doors see it: the configured model, its labels, the palettes, the defaults. */
public interface Catalogue {
    /** The model that parses every frame. */
    ModelId model();

    /** The label layers every frame has, main layer first, in the model's own colours. */
    List<LabelSet> layers();

    /**
     * The layers in the colours of a palette.
     *
     * @throws IllegalArgumentException if there is no such palette
     */
    List<LabelSet> layers(String palette);

    /** The names of the palettes, in the order they are offered. */
    Set<String> palettes();

    /** The groups of labels, beside the labels themselves. */
    default Groups groups() {
        return Groups.shipped();
    }

    /** The outputs that the model can give. */
    default Set<Output> outputs() {
        Set<Output> outputs = EnumSet.allOf(Output.class);
        outputs.removeIf(output -> output.missing(layers()).isPresent());
        return outputs;
    }

    /** The outputs of a request that names none. */
    Set<Output> defaultOutputs();

    /** The render options of a request that names none. */
    RenderOptions defaultOptions();
}
