package io.limn.request;

import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.label.Palettes;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.output.Renderers;
import io.limn.parsing.ModelId;
import io.limn.parsing.Parser;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** The catalogue of the parser, the palettes and the renderers in use. */
@ApplicationScoped
public class ServiceCatalogue implements Catalogue {
    private final Parser parser;
    private final Palettes palettes;
    private final Groups groups;
    private final Renderers renderers;

    public ServiceCatalogue(Parser parser, Palettes palettes, Groups groups, Renderers renderers) {
        this.parser = parser;
        this.palettes = palettes;
        this.groups = groups;
        this.renderers = renderers;
    }

    @Override
    public ModelId model() {
        return parser.model();
    }

    @Override
    public List<LabelSet> layers() {
        return parser.layers();
    }

    @Override
    public List<LabelSet> layers(String palette) {
        return palettes.coloured(palette, layers());
    }

    @Override
    public Groups groups() {
        return groups;
    }

    @Override
    public Set<String> palettes() {
        return palettes.names();
    }

    @Override
    public Set<Output> defaultOutputs() {
        return renderers.defaultOutputs();
    }

    @Override
    public RenderOptions defaultOptions() {
        return renderers.defaults();
    }
}
