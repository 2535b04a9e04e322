package io.limn.http.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many connections there may be, and how long one may be held without a call. */
@ConfigMapping(prefix = "limn.http")
public interface ConnectionConfig {
    /** Open connections of all callers together; a further one is closed without an answer. */
    @WithDefault("2048")
    int maxConnections();

    /** The same from one address; 0 sets no limit. Without effect behind a proxy, as all connections have its address. */
    @WithDefault("512")
    int maxConnectionsPerAddress();

    /** How long the head of a call may take, from its first byte, and the first call of a connection, from its start. */
    @WithDefault("15s")
    Duration headTimeout();

    /** How long a connection may be idle between two calls; longer than the proxy before it keeps its own. */
    @WithDefault("90s")
    Duration idleTimeout();

    /** How long an answer may wait for its reader to take anything of it; then the connection is closed. */
    @WithDefault("30s")
    Duration answerWait();

    /** Bytes a second that a reader has to take on average of an answer that waits for them. */
    @WithDefault("1024")
    int answerRate();
}
