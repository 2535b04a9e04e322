package io.limn.http.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many connections there may be, and how long one may be held without a call. */
@ConfigMapping(prefix = "limn.http")
public interface ConnectionConfig {
    /** The most open connections, of all callers together; one more is closed without an answer. */
    @WithDefault("2048")
    int maxConnections();

    /** The same from one address; 0 sets no limit. It has no effect behind a proxy, as all connections have the proxy's address. */
    @WithDefault("512")
    int maxConnectionsPerAddress();

    /** How long the head of a call may take, from its first byte; for the first call of a connection, from the connection's start. */
    @WithDefault("15s")
    Duration headTimeout();

    /** How long a connection may be idle between two calls; set it longer than the idle time-out of a proxy in front. */
    @WithDefault("90s")
    Duration idleTimeout();

    /** How long an answer may wait for its caller to read any of it; then the connection is closed. */
    @WithDefault("30s")
    Duration answerWait();

    /** The lowest average rate, in bytes per second, at which a caller must read an answer that waits for it. */
    @WithDefault("1024")
    int answerRate();
}
