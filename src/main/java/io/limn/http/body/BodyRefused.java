package io.limn.http.body;

import io.limn.problem.Problem;

/** Why a body is not read to its end. */
public final class BodyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    private BodyRefused(String type, String title, int status, String detail) {
        super(detail, null, false, false);
        this.problem = new Problem("urn:limn:problem:" + type, title, status, detail);
    }

    public Problem problem() {
        return problem;
    }

    static BodyRefused brokenForm(String detail) {
        return new BodyRefused("malformed-form", "Malformed form", 400, detail);
    }

    static BodyRefused form(String detail) {
        return new BodyRefused("form-refused", "Form refused", 400, detail);
    }

    static BodyRefused noPicture(String detail) {
        return new BodyRefused("no-picture", "No picture", 400, detail);
    }

    static BodyRefused tooManyParts(int most) {
        return new BodyRefused(
                "too-many-parts",
                "Too many parts",
                413,
                "The form has more than the " + most + " parts that are allowed.");
    }

    static BodyRefused tooManyPictures(int most) {
        return most == 1
                ? new BodyRefused(
                        "too-many-pictures",
                        "Too many pictures",
                        400,
                        "The form has several pictures and this call takes one; send several to /v1/jobs.")
                : new BodyRefused(
                        "too-many-pictures",
                        "Too many pictures",
                        413,
                        "The job has more than the " + most
                                + " pictures that are allowed; send the rest as further jobs.");
    }

    static BodyRefused partTooLarge(String part, long most, String key) {
        return new BodyRefused(
                "too-many-bytes",
                "Too many bytes",
                413,
                part + " has more than the " + most + " bytes that are allowed" + (key == null ? "" : " (" + key + ")")
                        + ".");
    }

    /** @param what starts the sentence, e.g. {@code "The picture"} */
    public static BodyRefused tooLarge(String what, long most, String key) {
        return new BodyRefused(
                "too-many-bytes",
                "Too many bytes",
                413,
                what + " is larger than this service accepts: more than " + most + " bytes"
                        + (key == null ? "" : " (" + key + ")") + ".");
    }

    /** There is no room for more bytes at present, in total or for this caller. */
    public static BodyRefused full() {
        return new BodyRefused(
                "busy",
                "Too many bytes in progress",
                429,
                "Too many bytes are being received; retry after Retry-After seconds.");
    }

    static BodyRefused tooSlow(String why) {
        return new BodyRefused("body-too-slow", "The body was too slow", 408, why);
    }
}
