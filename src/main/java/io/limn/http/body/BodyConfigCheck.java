package io.limn.http.body;

import io.limn.config.ConfigCheck;
import io.limn.config.Setting;
import jakarta.inject.Singleton;

/** Checks {@link BodyConfig} at start. */
@Singleton
public final class BodyConfigCheck implements ConfigCheck {
    private final BodyConfig config;

    BodyConfigCheck(BodyConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return BodyConfig.class;
    }

    @Override
    public void check() {
        checked(config);
    }

    /**
     * @return the same configuration
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    public static BodyConfig checked(BodyConfig config) {
        Setting.positive("limn.http.body-wait", config.bodyWait(), "10s");
        Setting.positive("limn.http.body-timeout", config.bodyTimeout(), "10m");
        Setting.atLeast("limn.http.body-rate", config.bodyRate(), 1, "4096");
        return config;
    }
}
