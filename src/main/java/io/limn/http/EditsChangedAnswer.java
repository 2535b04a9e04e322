package io.limn.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers calls that would overwrite edits unseen. */
public class EditsChangedAnswer {
    /** A call that names edits which aren't there any more learns which are. */
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
