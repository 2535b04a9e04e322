package io.limn.http.guard;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may call, and limits per caller; checked by {@link GuardConfigCheck}. */
@ConfigMapping(prefix = "limn.http")
public interface GuardConfig {
    /** API keys by owner: the SHA-256 of each key in hex ({@code limn key NAME} makes both). Without any, everyone may call. */
    Map<String, String> apiKeys();

    /** Calls per minute for each key. 0: no limit. */
    @WithDefault("0")
    int rate();

    /** The same limit for one key, by owner. */
    Map<String, Integer> rates();

    /** Calls per minute without a key from one address. 0: no limit. */
    @WithDefault("0")
    int addressRate();

    /** The largest body of a call with a key, if smaller than {@code quarkus.http.limits.max-body-size}. */
    Optional<MemorySize> bodyLimit();

    /** The same limit for one key, by owner. */
    Map<String, MemorySize> bodyLimits();

    /** Whether {@code /q/metrics} is open while other paths need a key. */
    @WithDefault("false")
    boolean openMetrics();

    /** Paths that need no key, including everything below them. The default path has its own secret. */
    @WithDefault("/v1/events")
    Optional<List<String>> openPaths();

    /**
     * The most calls that one caller (a key, a token's subject, or an address) has open at once, event streams included; 0 sets no
     * limit.
     */
    @WithDefault("256")
    int maxOpenCalls();

    /**
     * How many trusted proxies a call passes on its way to this service, where {@code quarkus.http.proxy.proxy-address-forwarding=true}:
     * calls are counted by the address that is this many places from the right in {@code X-Forwarded-For}.
     */
    @WithDefault("1")
    int proxies();

    /**
     * Names by which this service is called, with or without a port, if no keys are configured: a call to another name is refused, as it
     * may come from a page of another web site. IP addresses and {@code localhost} are always accepted.
     */
    Optional<List<String>> hosts();
}
