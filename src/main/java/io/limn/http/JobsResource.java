package io.limn.http;

import io.limn.batch.JobArchive;
import io.limn.batch.JobFile;
import io.limn.batch.JobSnapshot;
import io.limn.batch.NewPicture;
import io.limn.http.body.SentBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Asynchronous jobs. Every process over the same buckets can answer for every job. */
@Path(JobViews.ROOT)
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {
    private static final int USUAL_JOBS = 100;
    private static final int MOST_JOBS = 1000;

    private final JobAdmission jobs;
    private final JobArchive archive;
    private final JobViews views;
    private final JobEvents events;
    private final ParseRequestReader requests;

    JobsResource(JobAdmission jobs, JobArchive archive, JobViews views, JobEvents events, ParseRequestReader requests) {
        this.jobs = jobs;
        this.archive = archive;
        this.views = views;
        this.events = events;
        this.requests = requests;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "openJob",
            summary = "Start a job of one or several pictures",
            description =
                    "The picture is the body itself, or each field `image` of a form is one. The manifest is always among the "
                            + "outputs. Example: `curl -F image=@a.jpg -F image=@b.png http://localhost:8080/v1/jobs`")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = PicturesForm.class)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the job's address, Retry-After the expected seconds until it is done",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = JobView.class)))
    public Uni<Response> form(@Context UriInfo address, @Context RoutingContext call) {
        ParseRequest request = requests.job(ParseQuery.of(address));
        return jobs.open(Uploads.all(call), request).map(this::taken);
    }

    @POST
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_FORM_URLENCODED})
    @Operation(hidden = true)
    public Uni<Response> raw(@QueryParam("name") String name, @Context UriInfo address, @Context RoutingContext call) {
        Picture sent = new Picture(name, SentBody.bytes(call));
        return jobs.open(
                        List.of(new NewPicture.InMemory(sent.name(), sent.bytes())),
                        requests.job(ParseQuery.of(address)))
                .map(this::taken);
    }

    @GET
    @Operation(
            operationId = "jobs",
            summary = "The caller's jobs, newest first",
            description =
                    "Of the caller's own key or token; if the service has no keys, all jobs. Jobs are kept for a while "
                            + "after they end.")
    @APIResponse(
            responseCode = "200",
            description = "The jobs",
            content = @Content(schema = @Schema(implementation = JobView.JobsView.class)))
    public Uni<JobView.JobsView> jobs(
            @QueryParam("limit") @Parameter(description = "The most jobs, 1 to 1000; default 100", example = "100")
                    String limit,
            @QueryParam("before")
                    @Parameter(
                            description = "Only jobs created before this time; `next` of the answer has it",
                            example = "2026-01-02T03:04:05Z")
                    String before) {
        int most = limit(limit);
        return jobs.newest(before(before), most).map(page -> views.jobs(page, most));
    }

    private static Instant before(String time) {
        try {
            return time == null ? Instant.MAX : Instant.parse(time);
        } catch (DateTimeParseException none) {
            throw CallProblem.noTime("before", time);
        }
    }

    private static int limit(String limit) {
        if (limit == null) {
            return USUAL_JOBS;
        }
        int jobs = limit.matches("\\d{1,4}") ? Integer.parseInt(limit) : 0;
        if (jobs < 1 || jobs > MOST_JOBS) {
            throw CallProblem.outOfRange("limit", limit, MOST_JOBS);
        }
        return jobs;
    }

    @GET
    @Path("/{id}/zip")
    @Operation(
            operationId = "jobZip",
            summary = "All files of a finished job as a zip",
            description =
                    "Laid out like the results bucket, by the pictures' names; failed frames are there with their manifest. Example: "
                            + "`curl http://localhost:8080/v1/jobs/{id}/zip -o results.zip`")
    @APIResponse(
            responseCode = "200",
            description = "The zip",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> zip(@PathParam("id") String id) {
        return jobs.find(id).map(job -> {
            if (job.ended() == null) {
                throw CallProblem.notEnded();
            }
            return Response.ok(new JobFile(-1, "application/zip", archive.of(job)), "application/zip")
                    .header(HttpHeaders.CONTENT_DISPOSITION, FileName.attachment("limn-" + id + ".zip"))
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                    .build();
        });
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "job", summary = "A job's state, frame by frame, and the addresses of its outputs")
    public Uni<JobView> job(@PathParam("id") String id) {
        return jobs.find(id).map(views::job);
    }

    @GET
    @Path("/{id}/events")
    @KnownJob
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            operationId = "jobEvents",
            summary = "A job's progress as server-sent events",
            description =
                    "`state` with the whole job first, `frame` with a JobProgress at every step, `done` with the whole job last. "
                            + "Each has an `id`; a client that reconnects with Last-Event-ID gets the current state, or 204 after `done`. "
                            + "Example: `curl -N http://localhost:8080/v1/jobs/{id}/events`")
    @APIResponse(
            responseCode = "200",
            description = "An event stream; it ends with the job",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = JobView.ProgressView.class)))
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id,
            @Context Sse sse,
            @Context ContainerRequestContext call,
            @Context RoutingContext connection) {
        return events.of(
                KnownJobFilter.found(call), Caller.of(connection), call.getHeaderString(JobEvents.LAST_EVENT_ID), sse);
    }

    @DELETE
    @Path("/{id}")
    // There is no body, so every Accept header is satisfied; generated clients accept only problems here.
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "forgetJob", summary = "Stop a job and delete its pictures and results")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> forget(@PathParam("id") String id) {
        return jobs.forget(id);
    }

    private Response taken(JobSnapshot job) {
        return taken(job, views);
    }

    static Response taken(JobSnapshot job, JobViews views) {
        Double eta = views.eta(job);
        long retryAfter = ProblemAnswers.seconds(Duration.ofMillis(eta == null ? 0 : (long) (eta * 1000)));
        return Response.accepted(views.job(job))
                .location(URI.create(views.href(job)))
                .header(HttpHeaders.RETRY_AFTER, retryAfter)
                .build();
    }
}
