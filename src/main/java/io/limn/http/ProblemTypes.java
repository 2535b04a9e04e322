package io.limn.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every type of problem that a call can be answered with, by status; each is {@code urn:limn:problem:} and one of these words. */
final class ProblemTypes {
    static final String PREFIX = "urn:limn:problem:";

    private static final Map<Integer, List<String>> BY_STATUS = new TreeMap<>();

    static {
        types(
                400,
                "no-picture",
                "bad-shot",
                "empty",
                "form-refused",
                "malformed-call",
                "malformed-form",
                "malformed-address",
                "malformed-head",
                "name-refused",
                "out-of-range",
                "too-many-pictures",
                "edits-refused",
                "unavailable-output",
                "unknown-event",
                "unknown-option",
                "unknown-parameter",
                "unknown-value",
                "upload-refused");
        types(401, "key-wanted");
        types(403, "key-wanted", "cross-site", "frames-not-yours", "no-secret", "unknown-caller", "foreign-bucket");
        types(
                404,
                "unknown-job",
                "not-drawn",
                "not-found",
                "unknown-frame",
                "unknown-part",
                "unknown-upload",
                "no-edits",
                "no-outputs");
        types(405, "method-not-allowed");
        types(406, "not-acceptable");
        types(408, "body-too-slow");
        types(409, "not-finished", "not-yet", "superseded");
        types(411, "length-wanted");
        types(412, "edits-changed");
        types(413, "too-many-bytes", "event-too-large", "job-too-large", "too-many-parts", "too-many-pictures");
        types(415, "not-an-image", "unsupported-image", "unsupported-media-type");
        types(416, "range-not-satisfiable");
        types(421, "host-refused");
        types(422, "bad-shot", "damaged-image", "too-costly", "too-many-pixels");
        types(429, "busy", "too-many-calls", "too-many-event-streams");
        types(500, "internal", "call-failed");
        types(502, "store-denied", "bucket-missing");
        types(503, "failed", "store-unavailable");
        types(504, "timeout");
    }

    private ProblemTypes() {}

    private static void types(int status, String... words) {
        BY_STATUS.put(status, List.of(words));
    }

    /** The most usual first. */
    static List<String> of(int status) {
        return BY_STATUS.getOrDefault(status, List.of());
    }

    static List<String> all() {
        List<String> all = new ArrayList<>();
        BY_STATUS.values().forEach(all::addAll);
        return all.stream().distinct().sorted().toList();
    }
}
