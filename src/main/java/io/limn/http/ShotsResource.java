package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.limn.batch.shot.ShotMarker;
import io.limn.http.body.SentBody;
import io.limn.request.ReuseOption;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shots: frames of one sequence, stabilised over time. A shot is a job of one picture, its marker. */
@Path("/v1/shots")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
public class ShotsResource {
    private final JobAdmission jobs;
    private final JobViews views;
    private final ParseRequestReader requests;

    ShotsResource(JobAdmission jobs, JobViews views, ParseRequestReader requests) {
        this.jobs = jobs;
        this.views = views;
        this.requests = requests;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "openShot",
            summary = "Start a shot: the frames of one sequence, steadied over time",
            description =
                    "Each field `image` of a form is a frame, its file name numbered, as `plate.0001.png`; or the body is a JSON "
                            + "object whose `frames` is a prefix of the bucket or a list of keys of presigned uploads. The job's address "
                            + "gives its progress and results as for every job, `shot` among the outputs being `shot.json`. Example: "
                            + "`curl -F image=@plate.0001.png -F image=@plate.0002.png http://localhost:8080/v1/shots?output=mattes`")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = PicturesForm.class)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ShotRequest.class))
            })
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the job's address",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = JobView.class)))
    public Uni<Response> form(@Context UriInfo address, @Context RoutingContext call) {
        return jobs.openShot(Uploads.all(call), requests.job(ParseQuery.of(address)), reuse(address))
                .map(this::taken);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> named(@Context UriInfo address, @Context RoutingContext call) {
        ShotMarker marker;
        try {
            marker = ShotMarker.named(SentBody.bytes(call));
        } catch (IllegalArgumentException e) {
            throw CallProblem.badShot(e.getMessage());
        }
        return jobs.openShot(marker, requests.job(ParseQuery.of(address)), reuse(address))
                .map(this::taken);
    }

    private static String reuse(UriInfo address) {
        String word = address.getQueryParameters().getFirst(ReuseOption.WORD);
        ReuseOption.check(word, ReuseOption.WORD);
        return word;
    }

    private Response taken(JobSnapshot job) {
        return JobsResource.taken(job, views);
    }
}
