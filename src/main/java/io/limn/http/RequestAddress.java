package io.limn.http;

import io.limn.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The address in a request's first line. Quarkus would answer one that it can't read with an empty 400, before any filter: where HTTP is
 * served, the start sets {@code vertx.disableURIValidation}, which leaves that to {@link EdgeProblems}.
 */
final class RequestAddress {
    private RequestAddress() {}

    static boolean isReadable(String address) {
        try {
            String path = new URI(address).getRawPath();
            return path != null && path.startsWith("/");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static Problem problem() {
        return Problem.of(
                "malformed-address",
                "Malformed address",
                400,
                "The address in the request line can't be read: it must start with '/', and characters such as '\\', '[' and '%'"
                        + " must be percent-encoded.");
    }

    /** As it was sent, where it can't be normalized. */
    static String path(RoutingContext call) {
        String sent = call.request().uri();
        return isReadable(sent) ? call.normalizedPath() : sent.replaceFirst("\\?.*", "");
    }
}
