package io.limn.batch.shot;

import io.limn.shot.ShotConfig;
import jakarta.inject.Singleton;

/** How large clips may be. */
@Singleton
public class ClipLimit {
    private final long bytes;

    ClipLimit(ShotConfig config) {
        bytes = config.maxClipBytes().asLongValue();
    }

    public long bytes() {
        return bytes;
    }
}
