package io.limn.http.guard;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sends Strict-Transport-Security, over TLS only (RFC 6797). Behind a proxy that ends TLS, set {@code
 * quarkus.http.proxy.proxy-address-forwarding}. The headers that never change are configuration.
 */
@ApplicationScoped
public class StrictTransport {
    private static final int BEFORE_EVERY_ANSWER = 2000;

    void add(@Observes Filters filters) {
        filters.register(StrictTransport::say, BEFORE_EVERY_ANSWER);
    }

    private static void say(RoutingContext call) {
        if ("https".equals(call.request().scheme())) {
            call.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        call.next();
    }
}
