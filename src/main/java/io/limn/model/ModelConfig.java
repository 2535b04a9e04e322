package io.limn.model;

import io.limn.frame.PixelCount;
import io.limn.parsing.Detail;
import io.limn.parsing.Mirror;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The network, and how much of the machine it uses. */
@ConfigMapping(prefix = "limn.model")
public interface ModelConfig {
    /** The model package: the name of its folder in {@code limn.model.directory}. */
    @WithDefault("limn")
    String name();

    /** The directory of model packages. */
    @WithDefault("models")
    Path directory();

    /** Threads of the network. 0: one per core. */
    @WithDefault("0")
    int threads();

    /** Pixels of the network's input, e.g. 400K, instead of the model's own number. More pixels show finer detail and take longer. */
    Optional<PixelCount> pixels();

    /** A second pass over the mirrored frame, instead of the model's own setting: none, half (half the pixels) or full. */
    Optional<Mirror> mirror();

    /** What the network sees: frame; persons, which adds a pass over each person's surroundings and takes as much longer; or auto, which does so where most people are small. By default frame, and for soft outputs what the model package says, auto for the shipped one. */
    Optional<Detail> detail();

    /** What runs the network: cpu, cuda or tensorrt. The last two need onnxruntime_gpu on the class path; without it the CPU is used, with a warning. */
    @WithDefault("cpu")
    Provider provider();

    /** How long a frame waits for its turn on a large network, of which only as many runs are allowed concurrently as there are cores. */
    @WithDefault("60s")
    Duration permitTimeout();
}
