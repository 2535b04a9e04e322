package io.limn.http.body;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;

/** The boundary of a call's form. */
public final class FormBoundary {
    /** RFC 2046 allows 70; longer ones are tolerated up to this length. */
    private static final int LONGEST = 200;

    private FormBoundary() {}

    /**
     * @return empty if the body is not a form
     * @throws BodyRefused where it is one and its boundary is missing or none
     */
    public static Optional<String> of(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null) {
            return Optional.empty();
        }
        Map<String, String> parameters = HeaderParameters.of(type);
        if (!"multipart/form-data".equals(parameters.get(""))) {
            return Optional.empty();
        }
        String boundary = parameters.get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST) {
            throw BodyRefused.brokenForm(
                    "The Content-Type multipart/form-data has no boundary of 1 to 70 characters; let the client set the header.");
        }
        return Optional.of(boundary);
    }
}
