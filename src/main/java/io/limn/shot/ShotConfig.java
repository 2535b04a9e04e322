package io.limn.shot;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The processing of shots. */
@ConfigMapping(prefix = "limn.shot")
public interface ShotConfig {
    /**
     * Whether the network runs only on what changed since earlier frames, for shots that don't say (option --reuse, reuse=yes). Faster
     * where the camera stands still.
     */
    @WithDefault("false")
    boolean reuse();

    /** With reuse: the network sees a whole frame at least once in this many frames. */
    @WithDefault("24")
    int fullEvery();

    /**
     * Whether shots in buckets and over HTTP keep the network's answer for each frame beside their results, so that they can be edited.
     */
    @WithDefault("true")
    boolean editable();

    /**
     * How long a shot is worked on before the waiting shot of another caller (key, token or address; the bucket is one) has its turn. Where
     * fetching and opening takes more than an eighth of it, a turn is longer.
     */
    @WithDefault("30s")
    Duration turn();

    /** The largest clip that is taken from the uploads bucket; it is kept on disk while its frames are parsed. */
    @WithDefault("4G")
    MemorySize maxClipBytes();
}
