package io.limn.http;

import io.limn.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The address in a request's first line. Quarkus would answer a malformed one with an empty 400, before any filter. When HTTP is served,
 * {@code vertx.disableURIValidation} is set at start, which leaves the check to {@link EdgeProblems}.
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

    /** The normalized path; the path as it was sent if it can't be normalized. */
    static String path(RoutingContext call) {
        String sent = call.request().uri();
        return isReadable(sent) ? call.normalizedPath() : sent.replaceFirst("\\?.*", "");
    }
}
