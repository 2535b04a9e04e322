package io.limn.output;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;

/** The outputs and their options where a request does not choose. */
@ConfigMapping(prefix = "limn.output")
public interface OutputConfig {
    /** The outputs of a frame. */
    @WithName("default")
    @WithDefault("overlay,color,labels,persons")
    List<String> outputs();

    /** The colours: model, voc, or the name of a palette from {@code limn.label.palettes}. */
    @WithDefault("model")
    String palette();

    /** Opacity of the colours in the overlay, 0 to 1. */
    @WithDefault("0.6")
    double opacity();

    /** Quality of the overlay's JPEG, 1 to 100. */
    @WithDefault("90")
    int jpegQuality();
}
