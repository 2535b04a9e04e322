package io.limn.shot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How 'limn shot' takes the frames of a shot. */
@ConfigMapping(prefix = "limn.shot")
public interface ShotConfig {
    /** Whether 'limn shot' runs the network only where a frame differs from those before, as its option --reuse. Faster where the camera stands still. */
    @WithDefault("false")
    boolean reuse();

    /** With reuse: the network sees a whole frame at least once in so many frames. */
    @WithDefault("24")
    int fullEvery();
}
