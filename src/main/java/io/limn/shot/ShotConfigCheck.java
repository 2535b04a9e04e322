package io.limn.shot;

import io.limn.config.ConfigCheck;
import io.limn.config.Setting;
import io.limn.parsing.Reuse;
import jakarta.inject.Singleton;

/** Checks {@link ShotConfig} at start. */
@Singleton
final class ShotConfigCheck implements ConfigCheck {
    private final ShotConfig config;

    ShotConfigCheck(ShotConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return ShotConfig.class;
    }

    @Override
    public void check() {
        Setting.between("limn.shot.full-every", config.fullEvery(), 1, Reuse.MOST, "24");
        Setting.positive("limn.shot.turn", config.turn(), "30s");
        Setting.atLeast("limn.shot.max-clip-bytes", config.maxClipBytes().asLongValue(), 1, "4G");
    }
}
