package io.limn.http;

/** What the OpenAPI document says of edits, whether of a job's frames or of a shot's. */
final class EditsApi {
    static final String EXAMPLE =
            """
            {"version": 1, "width": 768, "height": 1024, "strokes": [{"kind": "swap-sides", "person": 1}]}""";
    static final String FOUND = "The edits; ETag names them";
    static final String NOT_MODIFIED = "Not modified";
    static final String REPLACING = "See docs/edits.md. Existing edits are replaced if `If-Match` names their ETag.";

    private EditsApi() {}
}
