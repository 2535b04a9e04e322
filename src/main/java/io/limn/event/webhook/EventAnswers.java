package io.limn.event.webhook;

import io.limn.event.CatchUp;
import io.limn.event.DispatcherFullException;
import io.limn.event.EventOutcome;
import io.limn.problem.Problem;
import io.limn.result.Problems;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The answers of {@code /v1/events}. */
final class EventAnswers {
    static final String PROBLEM_JSON = "application/problem+json";
    private static final int COME_AGAIN_SECONDS = 10;

    private EventAnswers() {}

    static Response done(EventOutcome outcome) {
        List<EventAnswer.Frame> frames = outcome.parts().stream()
                .map(part -> (EventOutcome.Done) part)
                .map(done -> new EventAnswer.Frame(
                        done.key(),
                        done.ending().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        done.ending() == CatchUp.Ending.IGNORED ? done.object().rawKey() : null))
                .toList();
        return Response.ok(new EventAnswer(frames, null), MediaType.APPLICATION_JSON)
                .build();
    }

    static Response nothing(String why) {
        return Response.ok(new EventAnswer(List.of(), why), MediaType.APPLICATION_JSON)
                .build();
    }

    static Response failed(EventOutcome.Failed failed) {
        Problem problem = failed.failure() instanceof DispatcherFullException full
                ? Problem.of("busy", "Too many frames are waiting", 503, full.getMessage())
                : Problems.of(failed.failure());
        // The event was not the cause, so the sender should retry.
        return comeAgain(new Problem(problem.type(), problem.title(), 503, problem.detail()));
    }

    static Response notYet(Duration patience) {
        return comeAgain(Problem.of(
                "not-yet",
                "Not done yet",
                503,
                "The manifests were not stored within " + patience.toSeconds()
                        + " s. Processing continues; send the same event again later."));
    }

    static Response foreign(String bucket, String uploads) {
        return problem(Problem.of(
                "foreign-bucket",
                "Wrong bucket",
                422,
                "The event is about the bucket '" + bucket + "'; frames are taken from '" + uploads + "' alone."));
    }

    static Response tooLarge(int most) {
        return problem(Problem.of(
                "event-too-large",
                "Event too large",
                413,
                "The event has more than " + most + " bytes, more than any store sends."));
    }

    static Response unknownCaller() {
        return Response.fromResponse(problem(Problem.of(
                        "unknown-caller",
                        "Unknown caller",
                        401,
                        "Send the secret configured in limn.event.secret, for example as Authorization: " + "Bearer.")))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                // SNS sends its name and password only after being asked for them.
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"limn\"")
                .build();
    }

    static Response noSecret() {
        return problem(Problem.of(
                "no-secret",
                "No secret is set",
                403,
                "Events from other machines are accepted only if limn.event.secret is configured and sent."));
    }

    static Response problem(Problem problem) {
        return Response.status(problem.status())
                .type(PROBLEM_JSON)
                .entity(problem)
                .build();
    }

    private static Response comeAgain(Problem problem) {
        return Response.fromResponse(problem(problem))
                .header(HttpHeaders.RETRY_AFTER, COME_AGAIN_SECONDS)
                .build();
    }
}
