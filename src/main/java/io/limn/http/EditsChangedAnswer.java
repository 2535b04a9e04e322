package io.limn.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers calls that would overwrite edits unseen. */
public class EditsChangedAnswer {
    /** Answers 412 with the ETag of the current edits, if there are any. */
    @ServerExceptionMapper
    public Response changed(EditsChangedException changed) {
        Response.ResponseBuilder answer =
                Response.status(412).type("application/problem+json").entity(changed.problem());
        return changed.eTag() == null
                ? answer.build()
                : answer.header(HttpHeaders.ETAG, new FileTag(changed.eTag()).header())
                        .build();
    }
}
