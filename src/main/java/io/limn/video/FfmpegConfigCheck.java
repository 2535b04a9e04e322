package io.limn.video;

import io.limn.config.ConfigCheck;
import io.limn.config.Setting;
import jakarta.inject.Singleton;

/** Checks {@link FfmpegConfig} at start; whether the program exists is checked only when a clip is read or written. */
@Singleton
final class FfmpegConfigCheck implements ConfigCheck {
    private final FfmpegConfig config;

    FfmpegConfigCheck(FfmpegConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return FfmpegConfig.class;
    }

    @Override
    public void check() {
        Setting.require(!config.path().isBlank(), "limn.ffmpeg.path", config.path(), "use a program, e.g. ffmpeg");
        Setting.positive("limn.ffmpeg.timeout", config.timeout(), "60s");
    }
}
