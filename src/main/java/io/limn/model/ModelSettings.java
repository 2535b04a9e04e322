package io.limn.model;

import io.limn.config.Setting;
import io.limn.model.input.SizeRule;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.Mirror;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * {@link ModelConfig}, checked.
 *
 * @param name of the model package
 * @param directory of model packages
 * @param threads at least 1
 * @param inference the pixels of input and the mirror pass
 * @param provider what computes the network
 * @param permitTimeout how long a frame waits for a free run of a large network, above zero
 */
public record ModelSettings(
        String name,
        Path directory,
        int threads,
        InferenceOptions inference,
        Provider provider,
        Duration permitTimeout) {
    private static final Duration PERMIT_TIMEOUT = Duration.ofSeconds(60);
    private static final int MOST_THREADS = 1024;
    private static final long FEWEST_PIXELS = 4096;

    public ModelSettings {
        Setting.require(
                !name.isBlank() && !name.contains("/") && !name.contains("\\") && !name.startsWith("."),
                "limn.model.name",
                name,
                "use the name of a folder in limn.model.directory, e.g. limn");
        Setting.require(
                threads >= 1 && threads <= MOST_THREADS,
                "limn.model.threads",
                threads,
                "use 1 to " + MOST_THREADS + ", or 0 for one per core");
        OptionalLong pixels = inference.pixels();
        if (pixels.isPresent()) {
            Setting.between("limn.model.pixels", pixels.getAsLong(), FEWEST_PIXELS, SizeRule.MOST_PIXELS, "400K");
        }
        Setting.positive("limn.model.permit-timeout", permitTimeout, "60s");
    }

    /** On the CPU, with the inference options of the model package. */
    public ModelSettings(String name, Path directory, int threads) {
        this(name, directory, threads, InferenceOptions.DEFAULT, Provider.CPU, PERMIT_TIMEOUT);
    }

    /**
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    public static ModelSettings of(ModelConfig config) {
        int threads = config.threads() == 0 ? Runtime.getRuntime().availableProcessors() : config.threads();
        OptionalLong pixels =
                config.pixels().map(count -> OptionalLong.of(count.pixels())).orElse(OptionalLong.empty());
        InferenceOptions inference = new InferenceOptions(pixels, config.mirror());
        return new ModelSettings(
                config.name(),
                config.directory(),
                threads,
                config.detail().map(inference::with).orElse(inference),
                config.provider(),
                config.permitTimeout());
    }

    /** The same for another model package. */
    public ModelSettings withName(String other) {
        return new ModelSettings(other, directory, threads, inference, provider, permitTimeout);
    }

    /** The same with other inference options. */
    public ModelSettings with(InferenceOptions other) {
        return new ModelSettings(name, directory, threads, other, provider, permitTimeout);
    }

    /** The same with another provider. */
    public ModelSettings with(Provider other) {
        return new ModelSettings(name, directory, threads, inference, other, permitTimeout);
    }

    /**
     * @throws IllegalArgumentException where the model can't run on the mirrored frame, naming the key
     */
    Mirror mirrorOf(ModelPackage model) {
        Mirror mirror = inference.mirror().orElse(model.manifest().input().mirror());
        if (mirror != Mirror.NONE) {
            MirrorChannels.of(model); // refuses by name, before a network is loaded
        }
        return mirror;
    }

    SizeRule sizeOf(ModelPackage model) {
        SizeRule own = model.manifest().input().size();
        OptionalLong pixels = inference.pixels();
        return pixels.isPresent() ? own.withPixels(pixels.getAsLong()) : own;
    }
}
