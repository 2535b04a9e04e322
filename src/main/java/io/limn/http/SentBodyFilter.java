package io.limn.http;

import io.limn.http.body.SentBody;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Passes the bytes that {@link BodyIntake} has read to resources as their body. */
public class SentBodyFilter {
    private final CurrentVertxRequest current;

    SentBodyFilter(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    public void hand(ContainerRequestContext context) {
        SentBody.of(current.getCurrent()).ifPresent(body -> {
            byte[] bytes = body instanceof SentBody.Bytes raw ? raw.bytes() : new byte[0];
            context.setEntityStream(new ByteArrayInputStream(bytes));
        });
    }
}
