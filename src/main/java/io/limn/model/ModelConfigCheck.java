package io.limn.model;

import io.limn.config.ConfigCheck;
import jakarta.inject.Singleton;

/** Checks {@link ModelConfig} at start. */
@Singleton
final class ModelConfigCheck implements ConfigCheck {
    private final ModelConfig config;

    ModelConfigCheck(ModelConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return ModelConfig.class;
    }

    @Override
    public void check() {
        ModelSettings.of(config);
    }
}
