package io.limn.http;

import io.limn.frame.plate.ReadOption;
import io.limn.output.RenderOption;
import io.limn.request.ReuseOption;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Refuses calls with a parameter that their address does not have, before their body is read: a misspelt one would otherwise be ignored
 * silently. What event senders, clients of {@code /v2} and browsers append to other addresses is ignored.
 */
@ApplicationScoped
public class QueryGate {
    /** After the guard, so that unauthenticated callers learn nothing; before the body is read. */
    private static final int AFTER_THE_GUARD = SecurityHandlerPriorities.AUTHENTICATION - 25;

    /** The addresses whose parameters are checked; unknown ones below them still get 404. */
    private static final Pattern OURS =
            Pattern.compile("/predict/?|/v1/(parse|jobs|shots|uploads|models|labels)(/.*)?");

    private static final Pattern SHOT_FRAMES = Pattern.compile("/v1/shots/[^/]+/frames");

    private static final List<String> RENDERING = rendering();

    private static final List<String> SHOT =
            Stream.concat(RENDERING.stream(), Stream.of(ReuseOption.WORD)).toList();

    private static final List<String> PREDICT = predict();

    private final EdgeAnswers answers;

    QueryGate(EdgeAnswers answers) {
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, AFTER_THE_GUARD);
    }

    private void look(RoutingContext call) {
        Optional<String> unknown = unknown(call);
        if (unknown.isEmpty()) {
            call.next();
        } else {
            ProblemException why = CallProblem.unknownParameter(
                    unknown.get(), known(call.request().method().name(), call.normalizedPath()));
            answers.refuse(call, why.problem(), null);
        }
    }

    private static Optional<String> unknown(RoutingContext call) {
        String path = call.normalizedPath();
        String query = call.request().query();
        if (query == null || query.isEmpty() || !OURS.matcher(path).matches()) {
            return Optional.empty();
        }
        List<String> known = known(call.request().method().name(), path);
        return call.queryParams().names().stream()
                .filter(name -> !known.contains(name))
                .findFirst();
    }

    /** The parameters of an address. */
    static List<String> known(String method, String path) {
        String address = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return switch (address) {
            case "/v1/parse" -> RENDERING;
            case "/v1/shots" -> SHOT;
            case "/v1/jobs" -> method.equals("POST") ? RENDERING : List.of("limit", "before");
            case "/v1/labels" -> List.of("palette");
            case "/predict" -> PREDICT;
            default -> SHOT_FRAMES.matcher(address).matches() ? List.of("from", "limit") : List.of();
        };
    }

    private static List<String> predict() {
        List<String> names = new ArrayList<>(List.of(RenderOption.DETAIL.word()));
        Arrays.stream(ReadOption.values()).map(ReadOption::word).forEach(names::add);
        return List.copyOf(names);
    }

    private static List<String> rendering() {
        List<String> names = new ArrayList<>(List.of(ParseQuery.OUTPUT, ParseQuery.OUTPUTS));
        Arrays.stream(RenderOption.values()).map(RenderOption::word).forEach(names::add);
        Arrays.stream(ReadOption.values()).map(ReadOption::word).forEach(names::add);
        names.add("name");
        return List.copyOf(names);
    }
}
