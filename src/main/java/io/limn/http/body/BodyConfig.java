package io.limn.http.body;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long a body may take, and where a form's files lie meanwhile. */
@ConfigMapping(prefix = "limn.http")
public interface BodyConfig {
    /** The longest time without a byte of a body that was announced; then the call gets 408 and its connection is closed. */
    @WithDefault("10s")
    Duration bodyWait();

    /** The lowest average rate of a body, in bytes per second, once {@code body-wait} is over; a slower one gets 408. */
    @WithDefault("4096")
    int bodyRate();

    /** The longest time that a whole body may take; then the call gets 408. */
    @WithDefault("10m")
    Duration bodyTimeout();

    /**
     * Where the files of forms are kept until their call is answered, in a subdirectory of this process's own; default: the system's
     * temporary directory.
     */
    Optional<Path> formDirectory();
}
