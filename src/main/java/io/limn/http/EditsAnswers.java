package io.limn.http;

import io.limn.edit.StoredEdits;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers to calls about edits, whether of a job's frames or of a shot's. */
final class EditsAnswers {
    private EditsAnswers() {}

    /** The edits, or 304 if the caller has them already. */
    static Response found(StoredEdits edits, HttpHeaders call) {
        FileTag tag = new FileTag(edits.eTag());
        boolean held = tag.isHeld(call.getHeaderString(HttpHeaders.IF_NONE_MATCH));
        return (held ? Response.notModified() : Response.ok(edits.json(), MediaType.APPLICATION_JSON))
                .header(HttpHeaders.ETAG, tag.header())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    /** 202: the frames are drawn again. */
    static Response stored(StoredEdits edits, String href) {
        Response.ResponseBuilder answer = Response.accepted(EditsView.of(edits, href));
        return (edits.isSomething() ? answer.header(HttpHeaders.ETAG, new FileTag(edits.eTag()).header()) : answer)
                .build();
    }
}
