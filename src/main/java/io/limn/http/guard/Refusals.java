package io.limn.http.guard;

import io.limn.problem.Problem;

/** Why a call is not let in. */
final class Refusals {
    private Refusals() {}

    static Problem keyWanted() {
        return problem(
                "key-wanted",
                "A key is wanted",
                401,
                "This call needs a key that is known here, as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'.");
    }

    static Problem tooManyCalls(int perMinute) {
        return problem(
                "too-many-calls",
                "Too many calls",
                429,
                "More than " + perMinute + " calls a minute; come back after Retry-After seconds.");
    }

    static Problem tooManyBytes(long limit) {
        return problem(
                "too-many-bytes",
                "Too many bytes",
                413,
                "The body is larger than the " + limit + " bytes of this key.");
    }

    static Problem lengthWanted() {
        return problem(
                "length-wanted", "The length is wanted", 411, "This key has a limit; say the body's Content-Length.");
    }

    private static Problem problem(String type, String title, int status, String detail) {
        return new Problem("urn:limn:problem:" + type, title, status, detail);
    }
}
