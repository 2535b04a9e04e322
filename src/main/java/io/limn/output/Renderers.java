package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import io.limn.label.Palette;
import io.limn.label.Palettes;
import io.limn.parsing.Parsing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All outputs, drawn in the order of {@link Output}. Safe for use by several threads at once. */
@Singleton
public class Renderers {
    private final Palettes palettes;
    private final OutputDefaults defaults;
    private final Map<Output, Renderer> renderers = new EnumMap<>(Output.class);

    /**
     * @throws IllegalArgumentException where a setting is wrong, naming the key, its value and the fix
     */
    @Inject
    public Renderers(OutputConfig config, Palettes palettes) {
        this.palettes = palettes;
        this.defaults = OutputDefaults.of(config, palettes.names());
        for (Renderer renderer : List.of(
                new OverlayRenderer(palettes),
                new LabelsRenderer(Output.COLOR, palettes),
                new LabelsRenderer(Output.LABELS, palettes),
                new PersonsRenderer(Palette.voc()))) {
            renderers.put(renderer.output(), renderer);
        }
    }

    public RenderOptions defaults() {
        return defaults.options();
    }

    public Set<Output> defaultOutputs() {
        return defaults.outputs();
    }

    /**
     * Holds options against what there is, before a frame is spent on them.
     *
     * @throws IllegalArgumentException where the palette is unknown
     */
    public void check(RenderOptions options) {
        if (!palettes.names().contains(options.palette())) {
            throw new IllegalArgumentException("there is no palette '" + options.palette() + "': use one of "
                    + String.join(", ", palettes.names()));
        }
    }

    /**
     * Holds the configured palettes against the model's layers; to be called once the model is known.
     *
     * @throws IllegalArgumentException where a palette colours a label that no layer has
     */
    public void check(List<LabelSet> layers) {
        palettes.check(layers);
    }

    /** A mark of the colours that a palette gives these layers, the same for as long as they are. */
    public String colours(RenderOptions options, List<LabelSet> layers) {
        return palettes.mark(options.palette(), layers);
    }

    /**
     * @param frame the one that was parsed
     * @return the files of the wanted outputs
     * @throws IllegalArgumentException where the palette is unknown, or frame and parsing differ in size
     */
    public List<Rendered> render(Frame frame, Parsing parsing, Set<Output> outputs, RenderOptions options) {
        if (frame.width() != parsing.width() || frame.height() != parsing.height()) {
            throw new IllegalArgumentException("the parsing has another size than the frame");
        }
        List<Rendered> files = new ArrayList<>();
        byte[] indexed = null;
        for (Renderer renderer : renderers.values()) {
            Output output = renderer.output();
            if (!outputs.contains(output)) {
                continue;
            }
            boolean labels = output == Output.COLOR || output == Output.LABELS;
            if (labels && indexed != null) {
                files.add(Rendered.of(output, indexed)); // the same file under its other name
                continue;
            }
            List<Rendered> rendered = renderer.render(frame, parsing, options);
            files.addAll(rendered);
            indexed = labels ? rendered.get(0).bytes() : indexed;
        }
        return files;
    }
}
