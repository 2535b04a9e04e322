package io.limn.http;

import io.limn.problem.Problem;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.ClientErrorException;

/** Problems outside any resource: heads that can't be read, a body announced as too large, and unknown addresses. */
@ApplicationScoped
public class EdgeProblems {
    private static final int BEFORE_THE_SERVERS_OWN_CHECK = 1000;

    private final EdgeAnswers answers;
    private final EarlyCalls early;
    private final long mostBytes;

    EdgeProblems(EdgeAnswers answers, EarlyCalls early, VertxHttpConfig http) {
        this.answers = answers;
        this.early = early;
        this.mostBytes =
                http.limits().maxBodySize().map(size -> size.asLongValue()).orElse(Long.MAX_VALUE);
    }

    void first(@Observes Filters filters) {
        filters.register(this::refuseTooLarge, BEFORE_THE_SERVERS_OWN_CHECK);
    }

    void register(@Observes Router router) {
        // Before any route asks for the path; an address without a leading '/' fails before all routes.
        router.route().order(Integer.MIN_VALUE).handler(this::refuseUnreadable).failureHandler(this::refuseUnreadable);
        router.route().last().handler(call -> answer(call, 404));
    }

    private void refuseUnreadable(RoutingContext call) {
        Problem problem = RequestHead.problem(call.request());
        if (problem == null) {
            call.next();
            return;
        }
        RequestId.give(call);
        if (RequestHead.endsConnection(problem)) {
            answers.sendAndHangUp(call, new Failure(problem, null));
        } else if (early.admit(call)) {
            answers.sendAndClose(call, new Failure(problem, null));
        }
    }

    private void refuseTooLarge(RoutingContext call) {
        String announced = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && announced.matches("\\d{1,18}") && Long.parseLong(announced) > mostBytes) {
            answers.sendAndClose(call, Failure.of(new ClientErrorException(413)));
        } else {
            call.next();
        }
    }

    private void answer(RoutingContext call, int status) {
        answers.send(call, Failure.of(new ClientErrorException(status)));
    }
}
