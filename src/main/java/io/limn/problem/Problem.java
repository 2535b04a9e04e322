package io.limn.problem;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A problem as RFC 9457 has it; the {@code error} of a manifest and the body of a failed HTTP call.
 *
 * @param type a URI reference that names the kind, e.g. {@code urn:limn:problem:not-an-image}
 * @param title the kind in words
 * @param status the HTTP status that fits
 * @param detail this particular case, in a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail) {
    private static final String TYPES = "urn:limn:problem:";

    /** One of Limn's own kinds, e.g. {@code not-an-image}. */
    public static Problem of(String kind, String title, int status, String detail) {
        return new Problem(TYPES + kind, title, status, detail);
    }
}
