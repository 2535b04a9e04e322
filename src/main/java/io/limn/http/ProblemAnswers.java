package io.limn.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.limn.problem.Problem;
import io.limn.problem.QueueFullException;
import io.vertx.ext.web.RoutingContext;
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
    public Response call(WebApplicationException failure, UriInfo address, RoutingContext call) {
        Response original = failure.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        Failure named = Failure.of(failure);
        RefusedCalls.log(call, named.problem(), null);
        Response.ResponseBuilder answer = answer(named, address.getPath());
        String allow = original.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    /** JSON of the wrong structure; the server's own answer would be empty. */
    @ServerExceptionMapper
    public Response shape(MismatchedInputException failure, UriInfo address) {
        return answer(Failure.of(failure), address.getPath()).build();
    }

    @ServerExceptionMapper
    public Response any(Throwable failure, UriInfo address, RoutingContext call) {
        Failure named = Failure.of(failure);
        if (named.problem().status() == 500) {
            LOG.errorf(failure, "Unexpected error while handling request %s", RequestId.of(call));
        } else if (!(failure instanceof QueueFullException)) { // which is logged with the frame
            RefusedCalls.log(call, named.problem(), named.problem().status() >= 500 ? failure : null);
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
