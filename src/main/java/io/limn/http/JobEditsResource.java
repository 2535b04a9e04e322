package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.limn.batch.shot.ShotMarker;
import io.limn.edit.StoredEdits;
import io.limn.http.body.SentBody;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Corrections of the frames of jobs; see docs/edits.md. */
@Path(JobViews.ROOT + "/{id}")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobEditsResource {
    private static final String TAKEN_BACK = "Removed; the frame is drawn again without edits";
    private static final String STORED =
            "Stored; the frame is drawn again, as the job's state and events show. ETag names these edits";

    private final JobAdmission jobs;
    private final JobEdits edits;
    private final PublicPath path;

    JobEditsResource(JobAdmission jobs, JobEdits edits, PublicPath path) {
        this.path = path;
        this.jobs = jobs;
        this.edits = edits;
    }

    @GET
    @Path("/edits")
    @Operation(operationId = "jobEdits", summary = "The corrections of a job's first frame")
    @APIResponse(
            responseCode = "200",
            description = EditsApi.FOUND,
            content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EditsApi.EXAMPLE))
    @APIResponse(responseCode = "304", description = EditsApi.NOT_MODIFIED)
    public Uni<Response> get(@PathParam("id") String id, @Context HttpHeaders headers) {
        return getOf(id, 1, headers);
    }

    @GET
    @Path("/frames/{frame}/edits")
    @Operation(operationId = "jobFrameEdits", summary = "The corrections of one of a job's frames")
    @APIResponse(
            responseCode = "200",
            description = EditsApi.FOUND,
            content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EditsApi.EXAMPLE))
    @APIResponse(responseCode = "304", description = EditsApi.NOT_MODIFIED)
    public Uni<Response> getOf(
            @PathParam("id") String id, @PathParam("frame") int number, @Context HttpHeaders headers) {
        return frame(id, number).flatMap(edits::find).map(found -> EditsAnswers.found(found, headers));
    }

    @PUT
    @Path("/edits")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putJobEdits", summary = "Correct a job's first frame", description = EditsApi.REPLACING)
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EditsApi.EXAMPLE))
    @APIResponse(
            responseCode = "202",
            description = STORED,
            content = @Content(schema = @Schema(implementation = EditsView.class)))
    public Uni<Response> put(@PathParam("id") String id, @Context HttpHeaders headers, @Context RoutingContext call) {
        return putOf(id, 1, headers, call);
    }

    @PUT
    @Path("/frames/{frame}/edits")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putJobFrameEdits",
            summary = "Correct one of a job's frames",
            description = EditsApi.REPLACING)
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EditsApi.EXAMPLE))
    @APIResponse(
            responseCode = "202",
            description = STORED,
            content = @Content(schema = @Schema(implementation = EditsView.class)))
    public Uni<Response> putOf(
            @PathParam("id") String id,
            @PathParam("frame") int number,
            @Context HttpHeaders headers,
            @Context RoutingContext call) {
        String by = Caller.of(call).ownerOrNull();
        byte[] json = SentBody.bytes(call);
        return stored(id, number, frame -> edits.put(frame, json, by, EditCondition.of(headers)));
    }

    @DELETE
    @Path("/edits")
    @Operation(operationId = "deleteJobEdits", summary = "Remove the corrections of a job's first frame")
    @APIResponse(
            responseCode = "202",
            description = TAKEN_BACK,
            content = @Content(schema = @Schema(implementation = EditsView.class)))
    public Uni<Response> delete(
            @PathParam("id") String id, @Context HttpHeaders headers, @Context RoutingContext call) {
        return deleteOf(id, 1, headers, call);
    }

    @DELETE
    @Path("/frames/{frame}/edits")
    @Operation(operationId = "deleteJobFrameEdits", summary = "Remove the corrections of one of a job's frames")
    @APIResponse(
            responseCode = "202",
            description = TAKEN_BACK,
            content = @Content(schema = @Schema(implementation = EditsView.class)))
    public Uni<Response> deleteOf(
            @PathParam("id") String id,
            @PathParam("frame") int number,
            @Context HttpHeaders headers,
            @Context RoutingContext call) {
        String by = Caller.of(call).ownerOrNull();
        return stored(id, number, frame -> edits.delete(frame, by, EditCondition.of(headers)));
    }

    private Uni<Response> stored(String id, int number, Function<JobSnapshot.Frame, Uni<StoredEdits>> change) {
        String href = path.of(JobViews.ROOT + "/" + id + "/frames/" + number + "/edits");
        return frame(id, number).flatMap(change::apply).map(now -> EditsAnswers.stored(now, href));
    }

    private Uni<JobSnapshot.Frame> frame(String id, int number) {
        return jobs.find(id).map(job -> {
            if (number < 1 || number > job.frames().size()) {
                throw CallProblem.unknownFrame(number, job.frames().size());
            }
            JobSnapshot.Frame frame = job.frames().get(number - 1);
            if (ShotMarker.is(frame.picture().key())) {
                throw CallProblem.editsOfShot(id);
            }
            return frame;
        });
    }
}
