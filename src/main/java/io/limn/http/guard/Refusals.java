package io.limn.http.guard;

import io.limn.problem.Problem;

/** Why a call is rejected. */
final class Refusals {
    private Refusals() {}

    static Problem keyWanted() {
        return problem(
                "key-wanted",
                "API key required",
                401,
                "Send a valid API key as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'.");
    }

    static Problem tooManyCalls(int perMinute) {
        return problem(
                "too-many-calls",
                "Too many calls",
                429,
                "More than " + perMinute + " calls per minute; retry after Retry-After seconds.");
    }

    static Problem tooManyBytes(long limit) {
        return problem(
                "too-many-bytes",
                "Too many bytes",
                413,
                "The body is larger than the " + limit + " bytes that this key may send.");
    }

    static Problem lengthWanted() {
        return problem(
                "length-wanted", "Content-Length required", 411, "This key has a size limit; send Content-Length.");
    }

    private static Problem problem(String type, String title, int status, String detail) {
        return new Problem("urn:limn:problem:" + type, title, status, detail);
    }
}
