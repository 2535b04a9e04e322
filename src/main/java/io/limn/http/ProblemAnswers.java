package io.limn.http;

import io.limn.problem.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers failures with problem+json (RFC 9457). */
@Singleton
public class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);

    @ServerExceptionMapper
    public Response call(WebApplicationException failure, UriInfo address) {
        Response original = failure.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        Response.ResponseBuilder answer = answer(Failure.of(failure), address.getPath());
        String allow = original.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    @ServerExceptionMapper
    public Response any(Throwable failure, UriInfo address) {
        Failure named = Failure.of(failure);
        if (named.problem().status() == 500) {
            LOG.error("Unexpected error while handling a call", failure);
        }
        return answer(named, address.getPath()).build();
    }

    private static Response.ResponseBuilder answer(Failure failure, String path) {
        Problem problem = failure.problem();
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(ErrorShape.mediaType(path))
                .entity(ErrorShape.body(path, problem));
        return failure.retryAfter() == null
                ? answer
                : answer.header(HttpHeaders.RETRY_AFTER, seconds(failure.retryAfter()));
    }

    /** Whole seconds, rounded up, at least one. */
    static long seconds(Duration duration) {
        return Math.max(1, (duration.toMillis() + 999) / 1000);
    }
}
