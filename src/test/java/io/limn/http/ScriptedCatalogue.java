package io.limn.http;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.parsing.ModelId;
import io.limn.request.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A catalogue of one small layer. */
@Alternative
@ApplicationScoped
public class ScriptedCatalogue implements Catalogue {
    static final LabelSet PARTS = new LabelSet(
            "parts",
            List.of(
                    new Label(0, "background", 0),
                    new Label(1, "face", 0xE8B48C),
                    new Label(2, "left-arm", 0x4F7BD8),
                    new Label(3, "right-arm", 0x2FA58A)),
            List.of(new LabelSet.Pair("left-arm", "right-arm")));

    @Override
    public ModelId model() {
        return new ModelId("scripted", "1", "00");
    }

    @Override
    public List<LabelSet> layers() {
        return List.of(PARTS);
    }

    @Override
    public List<LabelSet> layers(String palette) {
        return layers();
    }

    @Override
    public Set<String> palettes() {
        return Set.of("model");
    }

    @Override
    public Set<Output> defaultOutputs() {
        return EnumSet.of(Output.OVERLAY, Output.COLOR, Output.LABELS, Output.PERSONS);
    }

    @Override
    public RenderOptions defaultOptions() {
        return RenderOptions.DEFAULT;
    }
}
