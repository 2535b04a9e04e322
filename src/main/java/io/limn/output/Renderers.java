package io.limn.output;

import io.limn.config.Setting;
import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.label.Palettes;
import io.limn.parsing.Parsing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The renderers of all outputs, run in the order of {@link Output}. Thread-safe. */
@Singleton
public class Renderers {
    private final Palettes palettes;
    private final Groups groups;
    private final OutputDefaults defaults;
    private final Map<Output, Renderer> renderers = new EnumMap<>(Output.class);

    /**
     * @throws IllegalArgumentException where a setting is wrong, naming the key, its value and the fix
     */
    @Inject
    public Renderers(OutputConfig config, Palettes palettes, Groups groups) {
        this.palettes = palettes;
        this.groups = groups;
        this.defaults = OutputDefaults.of(config, palettes.names());
        for (Output output : Output.values()) {
            renderers.put(output, output.renderer(new Output.Styles(palettes, groups)));
        }
    }

    public RenderOptions defaults() {
        return defaults.options();
    }

    public Set<Output> defaultOutputs() {
        return defaults.outputs();
    }

    /**
     * Checks the configuration against the model's layers; to be called once the model is known.
     *
     * @throws IllegalArgumentException where a palette or a group names a label that no layer has, or the model can't give a default
     *     output
     */
    public void check(List<LabelSet> layers) {
        palettes.check(layers);
        groups.check(layers);
        for (Output output : defaults.outputs()) {
            output.missing(layers).ifPresent(why -> {
                throw Setting.invalid(
                        "limn.output.default",
                        String.join(",", Output.kinds(defaults.outputs())),
                        why + "; leave '" + output.kind() + "' out");
            });
        }
    }

    /** The layers in the colours that these options draw them in. */
    public List<LabelSet> coloured(RenderOptions options, List<LabelSet> layers) {
        return palettes.coloured(options.palette(), layers);
    }

    /** A mark of the colours that a palette gives these layers and of the user's groups, the same for as long as they are. */
    public String colours(RenderOptions options, List<LabelSet> layers) {
        return palettes.mark(options.palette(), layers) + groups.mark();
    }

    /** As {@link #render(Frame, Parsing, Set, RenderOptions, Runnable)}, with nothing to stop it. */
    public List<Rendered> render(Frame frame, Parsing parsing, Set<Output> outputs, RenderOptions options) {
        return render(frame, parsing, outputs, options, () -> {});
    }

    /**
     * @param frame the one that was parsed
     * @param check called between outputs, and between rows of each; what it throws ends the rendering and
     *     comes out of here
     * @return the files of the wanted outputs
     * @throws IllegalArgumentException where frame and parsing differ in size
     */
    public List<Rendered> render(
            Frame frame, Parsing parsing, Set<Output> outputs, RenderOptions options, Runnable check) {
        if (frame.width() != parsing.width() || frame.height() != parsing.height()) {
            throw new IllegalArgumentException("the parsing has another size than the frame");
        }
        List<Rendered> files = new ArrayList<>();
        Map<byte[], byte[]> compressed = new IdentityHashMap<>();
        parsing.coverage().ifPresent(coverage -> coverage.watch(check));
        renderers.forEach((output, renderer) -> {
            if (outputs.contains(output)) {
                check.run();
                files.addAll(
                        renderer instanceof MaskRenderer mask
                                ? mask.render(parsing, options, compressed, check)
                                : renderer.render(frame, parsing, options, check));
            }
        });
        return files;
    }
}
