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

/** Receives upload events over HTTP; the answer is 2xx only once their manifests are stored. */
@Path("/v1/events")
@Tag(name = "events", description = "Upload events from stores and clouds")
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

    /** Accepts an event of any shape. */
    @POST
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "events",
            summary = "Report uploads",
            description =
                    "An S3 or MinIO notification, an EventBridge event, a CloudEvent (structured or binary), also in a "
                            + "message of SNS or SQS. Answered when the manifests of all frames are stored, or when there is "
                            + "nothing to do. Send the event again after any other answer except 400 and 422.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "200",
            description = "All frames of the event are done",
            content = @Content(schema = @Schema(implementation = EventAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "Unknown event",
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
            description = "The event is too large",
            content = @Content(mediaType = EventAnswers.PROBLEM_JSON))
    @APIResponse(
            responseCode = "422",
            description = "The object is in another bucket",
            content = @Content(mediaType = EventAnswers.PROBLEM_JSON))
    @APIResponse(
            responseCode = "503",
            description =
                    "Not finished, or the store or the service failed; send the event again after Retry-After seconds",
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
        // This may be a retry of a call that a killed process was working on; there is no way to know.
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
