package io.limn.http.guard;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may call, and how much; checked by {@link GuardConfigCheck}. */
@ConfigMapping(prefix = "limn.http")
public interface GuardConfig {
    /** The API keys by their owner's name, each as its SHA-256 in hex ({@code limn key} makes both); without any, all may call. */
    Map<String, String> apiKeys();

    /** Calls a minute that each key may make, all at once or spread; 0 sets no limit. */
    @WithDefault("0")
    int rate();

    /** The same for one key, by its owner's name. */
    Map<String, Integer> rates();

    /** Calls a minute from one address that come without a key; 0 sets no limit. */
    @WithDefault("0")
    int addressRate();

    /** The largest body that a call with a key may have, where it is to be less than {@code quarkus.http.limits.max-body-size}. */
    Optional<MemorySize> bodyLimit();

    /** The same for one key, by its owner's name. */
    Map<String, MemorySize> bodyLimits();

    /** Whether {@code /q/metrics} needs no key where others do. */
    @WithDefault("false")
    boolean openMetrics();

    /** Further paths that need no key, with all below them; the default has a secret of its own. */
    @WithDefault("/v1/events")
    Optional<List<String>> openPaths();
}
