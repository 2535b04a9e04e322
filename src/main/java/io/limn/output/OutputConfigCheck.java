package io.limn.output;

import io.limn.config.ConfigCheck;
import io.limn.label.Palettes;
import jakarta.inject.Singleton;

/** Checks {@link OutputConfig} at start. */
@Singleton
final class OutputConfigCheck implements ConfigCheck {
    private final OutputConfig config;
    private final Palettes palettes;

    OutputConfigCheck(OutputConfig config, Palettes palettes) {
        this.config = config;
        this.palettes = palettes;
    }

    @Override
    public Class<?> keys() {
        return OutputConfig.class;
    }

    @Override
    public void check() {
        OutputDefaults.of(config, palettes.names());
    }
}
