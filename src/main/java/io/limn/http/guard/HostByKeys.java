package io.limn.http.guard;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The interface that HTTP listens on if none is configured: all interfaces if callers must authenticate, else only loopback. A configured
 * {@code quarkus.http.host} takes precedence.
 */
public final class HostByKeys implements ConfigSourceFactory {
    private static final String HOST = "quarkus.http.host";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERY = "0.0.0.0";
    /** Below every source that users write to. */
    private static final int LAST = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String host = isGuarded(context) ? EVERY : LOOPBACK;
        return List.of(new PropertiesConfigSource(Map.of(HOST, host), "the host that keys allow", LAST));
    }

    private static boolean isGuarded(ConfigSourceContext context) {
        ConfigValue provider = context.getValue("quarkus.oidc.tenant-enabled");
        if (provider != null && Boolean.parseBoolean(provider.getValue())) {
            return true;
        }
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.startsWith("limn.http.api-keys.") || name.startsWith("LIMN_HTTP_API_KEYS_")) {
                return true;
            }
        }
        return false;
    }
}
