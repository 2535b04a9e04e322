package io.limn.frame;

import io.limn.config.ConfigCheck;
import jakarta.inject.Singleton;

/** Checks {@link FrameConfig} at start. */
@Singleton
final class FrameConfigCheck implements ConfigCheck {
    private final FrameConfig config;

    FrameConfigCheck(FrameConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return FrameConfig.class;
    }

    @Override
    public void check() {
        FrameLimits.of(config);
        ViewSettings.of(config);
    }
}
