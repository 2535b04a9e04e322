package io.limn.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Which network parses, and how much of the machine it takes. */
@ConfigMapping(prefix = "limn.model")
public interface ModelConfig {
    /** The model package that parses: the name of its folder. */
    @WithDefault("limn")
    String name();

    /** The directory of model packages. */
    @WithDefault("models")
    Path directory();

    /** Threads the network computes on; 0 takes as many as the process may use cores. */
    @WithDefault("0")
    int threads();

    /** Pixels of the network's input, in place of the model's own number: more see finer detail and take longer. */
    OptionalLong pixels();
}
