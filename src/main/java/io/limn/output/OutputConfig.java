package io.limn.output;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;

/** What is drawn where a request does not say otherwise. */
@ConfigMapping(prefix = "limn.output")
public interface OutputConfig {
    /** The outputs of every frame. */
    @WithName("default")
    @WithDefault("overlay,color,labels,persons")
    List<String> outputs();

    /** The colours: model, voc or the name of a palette from limn.label.palettes. */
    @WithDefault("model")
    String palette();

    /** How much the colours cover the frame in the overlay, from 0 (not at all) to 1. */
    @WithDefault("0.6")
    double opacity();

    /** Quality of the overlay's JPEG, 1 to 100. */
    @WithDefault("90")
    int jpegQuality();
}
