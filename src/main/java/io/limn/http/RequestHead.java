package io.limn.http;

import io.limn.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Checks that a request's head is unambiguous. A proxy that reads a different body length or host from the same bytes than this service
 * does could be made to confuse its callers (request smuggling, RFC 9112, section 11.2), so ambiguous heads are refused.
 */
final class RequestHead {
    private RequestHead() {}

    /** Why the request is refused; null if it is not. */
    static Problem problem(HttpServerRequest request) {
        if (!RequestAddress.isReadable(request.uri())) {
            return RequestAddress.problem();
        }
        MultiMap headers = request.headers();
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        boolean framed = codings.isEmpty()
                || codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked");
        if (!framed) {
            return ambiguous("'Transfer-Encoding' must be 'chunked', once");
        }
        if (!codings.isEmpty() && headers.contains(HttpHeaders.CONTENT_LENGTH)) {
            return ambiguous("it has both 'Transfer-Encoding' and 'Content-Length'");
        }
        return headers.getAll(HttpHeaders.HOST).size() > 1 ? ambiguous("it has several 'Host' headers") : null;
    }

    /** Whether the next request on the connection can't be told from this request's body. */
    static boolean endsConnection(Problem problem) {
        return problem.type().equals(ambiguous("").type());
    }

    private static Problem ambiguous(String why) {
        return Problem.of(
                "malformed-head",
                "Malformed request head",
                400,
                "The request's head can be read in two ways: " + why + ".");
    }

    /** For input that is not HTTP, or has a request line or headers that are too long. */
    static Problem unreadable(int status) {
        String detail =
                switch (status) {
                    case 414 -> "The request line is longer than this service reads.";
                    case 431 -> "The request's headers are longer than this service reads.";
                    default -> "What was sent is not an HTTP/1.1 request.";
                };
        return Problem.of("malformed-head", "Malformed request head", status, detail);
    }
}
