package io.limn.http.guard;

import io.limn.problem.Problem;
import io.limn.text.Shown;

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

    static Problem tooManyOpenCalls(int most) {
        return problem(
                "too-many-calls",
                "Too many calls",
                429,
                "More than " + most + " calls of this caller are open; retry when some of them are answered.");
    }

    static Problem hostRefused(String host) {
        return problem(
                "host-refused",
                "Not this service's name",
                421,
                "This service is not called '" + shown(host)
                        + "'; without keys it accepts only names in limn.http.hosts, localhost and IP addresses.");
    }

    static Problem crossSite() {
        return problem(
                "cross-site",
                "A page of another site",
                403,
                "Pages of other sites may not call this service; quarkus.http.cors.origins names those that may.");
    }

    private static String shown(String text) {
        String shown = Shown.of(text);
        return shown.length() <= 80 ? shown : shown.substring(0, 80) + "…";
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
        return Problem.of(type, title, status, detail);
    }
}
