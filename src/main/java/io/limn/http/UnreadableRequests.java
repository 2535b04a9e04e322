package io.limn.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.problem.Problem;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers what can't be read as HTTP with a problem, and closes the connection: it is unknown where the next request would begin. */
@ApplicationScoped
public class UnreadableRequests implements Handler<HttpServerRequest> {
    private final ObjectMapper json;

    UnreadableRequests(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Problem problem = RequestHead.unreadable(status(request.decoderResult().cause()));
        String id = RequestId.random();
        RefusedCalls.log(request, problem, id);
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ErrorShape.PROBLEM_JSON.toString())
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .putHeader(RequestId.HEADER, id)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(body(problem))
                .onComplete(sent -> request.connection().close());
    }

    private static int status(Throwable cause) {
        if (!(cause instanceof TooLongFrameException)) {
            return 400;
        }
        return String.valueOf(cause.getMessage()).contains("header") ? 431 : 414;
    }

    private Buffer body(Problem problem) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always JSON", e);
        }
    }
}
