package io.limn.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Answers calls that fail before they reach a resource. */
@ApplicationScoped
public class EdgeAnswers {
    private static final long LINGER_MILLIS = 10_000;

    private final ObjectMapper json;

    EdgeAnswers(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Rejects a call without reading its body.
     *
     * @param retryAfter null if a retry would not help
     */
    public void refuse(RoutingContext call, Problem problem, Duration retryAfter) {
        sendAndClose(call, new Failure(problem, retryAfter));
    }

    /** For a call whose body is not read: the connection can't be reused and is closed after the answer. */
    void sendAndClose(RoutingContext call, Failure failure) {
        if (!hasBody(call.request()) || call.request().isEnded()) {
            send(call, failure);
        } else {
            call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            write(call, failure, () -> closeAfterBody(call));
        }
    }

    /** Sends the answer and closes the connection at once, for a caller that has stopped sending. */
    void sendAndHangUp(RoutingContext call, Failure failure) {
        call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        call.addEndHandler(sent -> call.request().connection().close());
        send(call, failure);
    }

    void send(RoutingContext call, Failure failure) {
        write(call, failure, call.response()::end);
    }

    /**
     * Discards what the caller still sends, for up to {@value #LINGER_MILLIS} ms, then closes. Closing while the caller sends would reset
     * the connection and lose the answer.
     */
    private static void closeAfterBody(RoutingContext call) {
        HttpServerRequest request = call.request();
        long timer = call.vertx()
                .setTimer(LINGER_MILLIS, late -> request.connection().close());
        call.addEndHandler(sent -> {
            call.vertx().cancelTimer(timer);
            request.connection().close();
        });
        request.handler(discarded -> {})
                .endHandler(end -> call.response().end())
                .resume();
    }

    /** Writes the whole answer; {@code then} ends it, now or later. */
    private void write(RoutingContext call, Failure failure, Runnable then) {
        RefusedCalls.log(call, failure.problem(), null);
        String path = RequestAddress.path(call);
        if (failure.retryAfter() != null) {
            long seconds = ProblemAnswers.seconds(failure.retryAfter());
            call.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        }
        try {
            Buffer body = Buffer.buffer(json.writeValueAsBytes(ErrorShape.body(path, failure.problem())));
            call.response()
                    .setStatusCode(failure.problem().status())
                    .putHeader(
                            HttpHeaders.CONTENT_TYPE, ErrorShape.mediaType(path).toString())
                    .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
                    .write(body);
            then.run();
        } catch (JsonProcessingException e) {
            call.fail(e);
        }
    }

    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null || length != null && !length.equals("0");
    }
}
