package io.limn.batch.shot;

import io.limn.shot.ShotConfig;
import jakarta.inject.Singleton;

/** The largest size of a clip. */
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
