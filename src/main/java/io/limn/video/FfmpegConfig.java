package io.limn.video;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The installed ffmpeg, which decodes clips and encodes videos. */
@ConfigMapping(prefix = "limn.ffmpeg")
public interface FfmpegConfig {
    /** The program, by name or path; ffprobe is taken from the same place. Versions 5 to 8. */
    @WithDefault("ffmpeg")
    String path();

    /** The longest wait for a frame of a clip, or for ffmpeg to take one. */
    @WithDefault("60s")
    Duration timeout();
}
