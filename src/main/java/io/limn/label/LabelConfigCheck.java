package io.limn.label;

import io.limn.config.ConfigCheck;
import jakarta.inject.Singleton;

/** Checks {@link LabelConfig} at start. */
@Singleton
final class LabelConfigCheck implements ConfigCheck {
    private final LabelConfig config;

    LabelConfigCheck(LabelConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return LabelConfig.class;
    }

    @Override
    public void check() {
        new Palettes(config);
        new Groups(config);
    }
}
