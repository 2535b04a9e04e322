package io.limn.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.job.Problem;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.ClientErrorException;

/** Problems outside every resource: a body that is announced as too large, and an address that nobody has. */
@ApplicationScoped
public class EdgeProblems {
    private static final int BEFORE_THE_SERVERS_OWN_CHECK = 1000;
    private static final long LINGER_MILLIS = 10_000;

    private final ObjectMapper json;
    private final long mostBytes;

    EdgeProblems(ObjectMapper json, VertxHttpConfig http) {
        this.json = json;
        this.mostBytes =
                http.limits().maxBodySize().map(size -> size.asLongValue()).orElse(Long.MAX_VALUE);
    }

    void first(@Observes Filters filters) {
        filters.register(this::refuseTooLarge, BEFORE_THE_SERVERS_OWN_CHECK);
    }

    void last(@Observes Router router) {
        router.route().last().handler(call -> answer(call, 404, call.response()::end));
    }

    private void refuseTooLarge(RoutingContext call) {
        String announced = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && announced.matches("\\d{1,18}") && Long.parseLong(announced) > mostBytes) {
            call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            answer(call, 413, () -> closeOnceUnheard(call));
        } else {
            call.next();
        }
    }

    /**
     * Throws away what the caller still sends, for a while, and then closes. A connection that is closed while its caller sends is
     * reset, and the answer that lay in it is lost with it.
     */
    private static void closeOnceUnheard(RoutingContext call) {
        HttpServerRequest request = call.request();
        long timer = call.vertx()
                .setTimer(LINGER_MILLIS, late -> request.connection().close());
        call.addEndHandler(sent -> {
            call.vertx().cancelTimer(timer);
            request.connection().close();
        });
        request.handler(discarded -> {})
                .endHandler(heard -> call.response().end())
                .resume();
    }

    /** Writes the whole answer; it ends at once, or when {@code then} ends it. */
    private void answer(RoutingContext call, int status, Runnable then) {
        Problem problem = Failure.of(new ClientErrorException(status)).problem();
        try {
            Buffer body = Buffer.buffer(json.writeValueAsBytes(problem));
            call.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, ProblemAnswers.PROBLEM_JSON.toString())
                    .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
                    .write(body);
            then.run();
        } catch (JsonProcessingException e) {
            call.fail(e);
        }
    }
}
