package io.limn.frame;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a frame may cost at most; refused before a pixel is decoded. */
@ConfigMapping(prefix = "limn.frame")
public interface FrameConfig {
    /** The largest file that is read, in bytes. */
    @WithDefault("64M")
    MemorySize maxBytes();

    /** The most pixels a frame may have, width times height; 100M is a hundred million. */
    @WithDefault("100M")
    PixelCount maxPixels();
}
