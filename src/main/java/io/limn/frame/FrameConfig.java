package io.limn.frame;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of a frame; a larger one is rejected before it is decoded. */
@ConfigMapping(prefix = "limn.frame")
public interface FrameConfig {
    /** The largest file that is read, in bytes. */
    @WithDefault("64M")
    MemorySize maxBytes();

    /** The most pixels a frame may have, width × height; 100M is a hundred million. Fewer if the heap is too small. */
    @WithDefault("100M")
    PixelCount maxPixels();

    /** The longest decode time of a frame, as estimated from its header. */
    @WithDefault("20s")
    Duration maxDecodeTime();

    /**
     * Colour space of the frames' values: auto (as the file says), srgb, linear, acescg, aces2065-1, acescct, rec709, rec2020, rec2100-pq,
     * rec2100-hlg, cineon, logc3, logc4, slog3, vlog or log3g10.
     */
    @WithDefault("auto")
    String colour();

    /** Stops by which the network's view of a frame is brightened, -20 to 20. The frame itself is not changed. */
    @WithDefault("0")
    double exposure();
}
