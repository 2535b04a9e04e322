package io.limn.job;

import io.limn.problem.QueueFullException;
import io.limn.problem.StoppingException;
import io.limn.request.FrameRequest;
import io.limn.result.Manifest;
import io.limn.result.Problems;
import io.limn.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * One line per frame, category {@code io.limn.frames}. Its figures are also put into the MDC, which makes them fields of the JSON log:
 * {@code frame}, {@code outcome}, {@code width}, {@code height}, {@code persons}, {@code ms}, {@code ms_fetch}, ….
 */
final class FrameLog {
    private static final Logger LOG = Logger.getLogger("io.limn.frames");

    private FrameLog() {}

    static String outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Parsed) {
            return "parsed";
        }
        if (outcome instanceof Outcome.AlreadyDone) {
            return "already-done";
        }
        return outcome instanceof Outcome.Rejected ? "rejected" : "superseded";
    }

    static void ended(FrameRequest request, Outcome outcome, StageClock clock) {
        Map<String, Object> fields = fields(request, outcome(outcome), clock);
        String more = "";
        if (outcome instanceof Outcome.Parsed parsed) {
            Manifest manifest = parsed.manifest();
            fields.put("width", manifest.width());
            fields.put("height", manifest.height());
            fields.put("persons", manifest.persons().size());
            int persons = manifest.persons().size();
            more = ": " + manifest.width() + "x" + manifest.height() + ", " + persons
                    + (persons == 1 ? " person" : " persons");
        } else if (outcome instanceof Outcome.Rejected rejected) {
            fields.put("problem", rejected.problem().type());
            more = ": " + rejected.problem().detail();
        }
        log(Logger.Level.INFO, request, fields, "in", more, clock, null);
    }

    static void failed(FrameRequest request, Throwable failure, StageClock clock) {
        boolean refused = failure instanceof QueueFullException;
        Map<String, Object> fields = fields(request, refused ? "refused" : "failed", clock);
        boolean known = Problems.isExplained(failure);
        String when = (clock.stage() == null ? "" : "in " + clock.stage().label() + " ") + "after";
        log(level(failure), request, fields, when, ": " + failure.getMessage(), clock, known ? null : failure);
    }

    private static Logger.Level level(Throwable failure) {
        if (failure instanceof StoppingException) {
            return Logger.Level.DEBUG; // the scheduler says in one line how many frames were given back
        }
        return failure instanceof QueueFullException ? Logger.Level.INFO : Logger.Level.WARN;
    }

    static void cancelled(FrameRequest request, StageClock clock) {
        log(Logger.Level.INFO, request, fields(request, "cancelled", clock), "after", "", clock, null);
    }

    private static Map<String, Object> fields(FrameRequest request, String outcome, StageClock clock) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("frame", request.source().label());
        fields.put("outcome", outcome);
        clock.millis().forEach((part, millis) -> fields.put("ms_" + part.replace('.', '_'), millis));
        fields.put("ms", total(clock));
        return fields;
    }

    private static double total(StageClock clock) {
        return clock.nanos().values().stream().mapToLong(Long::longValue).sum() / 10_000 / 100.0;
    }

    private static void log(
            Logger.Level level,
            FrameRequest request,
            Map<String, Object> fields,
            String when,
            String more,
            StageClock clock,
            Throwable failure) {
        if (!LOG.isEnabled(level)) {
            return;
        }
        List<String> before = new ArrayList<>();
        fields.forEach((name, value) -> {
            if (MDC.get(name) == null) {
                before.add(name);
                MDC.put(name, value);
            }
        });
        try {
            String stages = clock.nanos().entrySet().stream()
                    .map(stage -> stage.getKey().label() + " " + Math.round(stage.getValue() / 1e6))
                    .collect(Collectors.joining(", "));
            LOG.logf(
                    level,
                    failure,
                    "%s %s %s %s ms%s (%s)",
                    fields.get("outcome"),
                    Shown.of(request.source().label()),
                    when,
                    String.format(Locale.ROOT, "%.0f", fields.get("ms")),
                    more,
                    stages);
        } finally {
            before.forEach(MDC::remove);
        }
    }
}
