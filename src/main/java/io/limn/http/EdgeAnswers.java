package io.limn.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers failures before any resource is reached. */
@ApplicationScoped
public class EdgeAnswers {
    private final ObjectMapper json;

    EdgeAnswers(ObjectMapper json) {
        this.json = json;
    }

    /** For a call whose body was not read, and is not going to be: the connection is of no further use. */
    void sendAndClose(RoutingContext call, Failure failure) {
        call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        call.addEndHandler(sent -> call.request().connection().close());
        send(call, failure);
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
