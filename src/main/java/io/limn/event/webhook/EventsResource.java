package io.limn.event.webhook;

import io.limn.event.EventConfig;
import io.limn.event.EventHandler;
import io.limn.event.EventHandler.Backpressure;
import io.limn.event.EventOutcome;
import io.limn.event.shape.ParsedEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hears of uploads over HTTP, and answers well only when their manifests are stored. */
@Path("/v1/events")
@Tag(name = "events", description = "News of uploads, from stores and clouds")
public class EventsResource {
    /** SQS, SNS and EventBridge carry at most a quarter of this. */
    private static final int MOST_BYTES = 1 << 20;

    private final EventHandler work;
    private final EventSecret secret;
    private final Duration patience;

    public EventsResource(EventConfig config, EventHandler work) {
        this.work = work;
        this.secret = new EventSecret(config.secret());
        this.patience = config.answerTimeout();
    }

    /** Takes an event of any shape. */
    @POST
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "events",
            summary = "Tell of uploads",
            description =
                    "An S3 or MinIO notification, an EventBridge event, a CloudEvent (structured or binary), also in a "
                            + "message of SNS or SQS. Answered when the manifests of all frames are stored, or when there is "
                            + "nothing to do; on any other answer it should be sent again, but for 400 and 422.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "200",
            description = "All that the event told of is done",
            content = @Content(schema = @Schema(implementation = EventAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "No event that is known",
            content = @Content(mediaType = EventAnswers.PROBLEM_JSON))
    @APIResponse(
            responseCode = "401",
            description = "The secret is missing or wrong",
            content = @Content(mediaType = EventAnswers.PROBLEM_JSON))
    @APIResponse(
            responseCode = "403",
            description = "No secret is set, and the call comes from another machine",
            content = @Content(mediaType = EventAnswers.PROBLEM_JSON))
    @APIResponse(
            responseCode = "413",
            description = "More bytes than any event has",
            content = @Content(mediaType = EventAnswers.PROBLEM_JSON))
    @APIResponse(
            responseCode = "422",
            description = "An object of another bucket",
            content = @Content(mediaType = EventAnswers.PROBLEM_JSON))
    @APIResponse(
            responseCode = "503",
            description =
                    "Not done, by the store's fault or the machine's, or not yet; come again after Retry-After seconds",
            content = @Content(mediaType = EventAnswers.PROBLEM_JSON))
    public Uni<Response> events(InputStream body, @Context HttpHeaders headers, @Context HttpServerRequest request)
            throws IOException {
        if (!secret.lets(headers::getHeaderString, request.remoteAddress().hostAddress())) {
            return Uni.createFrom().item(secret.isSet() ? EventAnswers.unknownCaller() : EventAnswers.noSecret());
        }
        byte[] event = body.readNBytes(MOST_BYTES + 1);
        if (event.length > MOST_BYTES) {
            return Uni.createFrom().item(EventAnswers.tooLarge(MOST_BYTES));
        }
        return take(EventBody.read(headers, event));
    }

    Uni<Response> take(ParsedEvent reading) {
        if (reading instanceof ParsedEvent.Refused refused) {
            return Uni.createFrom().item(EventAnswers.problem(refused.problem()));
        }
        if (reading instanceof ParsedEvent.Nothing nothing) {
            return Uni.createFrom().item(EventAnswers.nothing(nothing.why()));
        }
        // Nobody tells us whether this caller has called before, and been answered by a process that died.
        return work.of((ParsedEvent.Created) reading, true, Backpressure.REJECT)
                .map(this::answer)
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure(TimeoutException.class)
                .recoverWithItem(() -> EventAnswers.notYet(patience));
    }

    private Response answer(EventOutcome outcome) {
        if (outcome.failed().isPresent()) {
            return EventAnswers.failed(outcome.failed().get());
        }
        return outcome.foreign()
                .map(foreign -> EventAnswers.foreign(foreign.object().bucket(), work.uploads()))
                .orElseGet(() -> EventAnswers.done(outcome));
    }
}
