package io.limn.model;

import io.limn.frame.PixelCount;
import io.limn.parsing.Mirror;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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

    /** Pixels of the network's input, in place of the model's own number, e.g. 400K: more see finer detail and take longer. */
    Optional<PixelCount> pixels();

    /** How a frame's mirror image is looked at besides, in place of the model's own way: none, half (as many pixels), full. */
    Optional<Mirror> mirror();

    /** What computes the network: cpu, or cuda or tensorrt with onnxruntime_gpu on the class path; where missing, aloud, the CPU. */
    @WithDefault("cpu")
    Provider provider();

    /** How long a frame waits until a large network, which runs only as often at once as there are cores, comes to it. */
    @WithDefault("60s")
    Duration turnTimeout();
}
