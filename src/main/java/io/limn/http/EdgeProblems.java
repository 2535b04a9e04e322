package io.limn.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.job.Problem;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.ClientErrorException;

/** Problems outside every resource: a body that is announced as too large, and an address that nobody has. */
@ApplicationScoped
public class EdgeProblems {
    private static final int BEFORE_THE_SERVERS_OWN_CHECK = 1000;

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
        router.route().last().handler(call -> answer(call, 404));
    }

    private void refuseTooLarge(RoutingContext call) {
        String announced = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && announced.matches("\\d{1,18}") && Long.parseLong(announced) > mostBytes) {
            call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            call.addEndHandler(sent -> call.request().connection().close());
            answer(call, 413);
        } else {
            call.next();
        }
    }

    private void answer(RoutingContext call, int status) {
        Problem problem = Failure.of(new ClientErrorException(status)).problem();
        try {
            call.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, ProblemAnswers.PROBLEM_JSON.toString())
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            call.fail(e);
        }
    }
}
