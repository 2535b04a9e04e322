package io.limn.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.job.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Answers failures before any resource is reached. */
@ApplicationScoped
public class EdgeAnswers {
    private final ObjectMapper json;

    EdgeAnswers(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Refuses a call whose body was not read, and is not going to be.
     *
     * @param retryAfter null where trying again would not help
     */
    public void refuse(RoutingContext call, Problem problem, Duration retryAfter) {
        sendAndClose(call, new Failure(problem, retryAfter));
    }

    /** For a call whose body was not read, and is not going to be: the connection is of no further use. */
    void sendAndClose(RoutingContext call, Failure failure) {
        if (call.request().version() != HttpVersion.HTTP_2 && hasBody(call.request())) {
            call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            call.addEndHandler(sent -> call.request().connection().close());
        }
        send(call, failure);
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null || length != null && !length.equals("0");
    }

    void send(RoutingContext call, Failure failure) {
        String path = call.normalizedPath();
        if (failure.retryAfter() != null) {
            call.response()
                    .putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(ProblemAnswers.seconds(failure.retryAfter())));
        }
        try {
            call.response()
                    .setStatusCode(failure.problem().status())
                    .putHeader(
                            HttpHeaders.CONTENT_TYPE, ErrorShape.mediaType(path).toString())
                    .end(json.writeValueAsString(ErrorShape.body(path, failure.problem())));
        } catch (JsonProcessingException e) {
            call.fail(e);
        }
    }
}
