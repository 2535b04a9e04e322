package io.limn.http.guard;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jboss.logging.Logger;

/** Logs a warning if other machines can reach a service without authentication. */
@ApplicationScoped
public class UnauthenticatedWarning {
    private static final Logger LOG = Logger.getLogger(UnauthenticatedWarning.class);

    private final GuardConfig config;
    private final Tokens tokens;

    UnauthenticatedWarning(GuardConfig config, Tokens tokens) {
        this.config = config;
        this.tokens = tokens;
    }

    void listening(@ObservesAsync HttpServerStart started) {
        String host = started.options().getHost();
        if (config.apiKeys().isEmpty() && !tokens.enabled() && !isLoopback(host)) {
            LOG.warnf(
                    "Anyone who can reach %s:%d can use this service: no API key is configured. 'limn key NAME' creates one; see docs/security.md",
                    host, started.options().getPort());
        }
    }

    static boolean isLoopback(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
