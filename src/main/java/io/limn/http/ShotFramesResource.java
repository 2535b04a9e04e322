package io.limn.http;

import io.limn.batch.shot.ShotFile;
import io.limn.batch.shot.ShotResults;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The results of a shot so far, frame by frame, also while it is being processed. */
@Path("/v1/shots/{id}")
@Tag(name = "jobs")
public class ShotFramesResource {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private final JobAdmission jobs;
    private final ShotLookup shots;
    private final ShotResults results;

    ShotFramesResource(JobAdmission jobs, ShotLookup shots, ShotResults results) {
        this.jobs = jobs;
        this.shots = shots;
        this.results = results;
    }

    @GET
    @Path("/frames")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "shotFrames",
            summary = "The finished frames of a shot",
            description =
                    "As in `shot.json`: number, persons, areas, confidence, jumps, and `files`, each available at `/v1/shots/{id}/files/` and "
                            + "its path. Also answers while the shot is being processed; frames are added in batches.")
    @APIResponse(
            responseCode = "200",
            description = "The frames",
            content = @Content(schema = @Schema(implementation = ShotFramesView.class)))
    public Uni<Response> frames(
            @PathParam("id") String id,
            @QueryParam("from")
                    @Parameter(description = "The position of the first frame in the shot, from 1", example = "1")
                    String from,
            @QueryParam("limit") @Parameter(description = "The most frames, 1 to 1000; default 100", example = "100")
                    String limit) {
        int first = number("from", from, 1, Integer.MAX_VALUE);
        int most = number("limit", limit, USUAL, MOST);
        return shots.find(id).flatMap(found -> results.frames(found.standing(), first - 1, most)
                .map(lines -> Response.ok(new ShotFramesView(
                                found.standing().frames(),
                                found.standing().done(),
                                lines.stream().map(ShotFramesView.Raw::new).toList()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build()));
    }

    @GET
    @Path("/files/{path: .+}")
    @Operation(
            operationId = "shotFile",
            summary = "A file of a shot",
            description =
                    "Named by its path from the shot's folder, as `shot.json` and `/v1/shots/{id}/frames` name it")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "Not modified")
    public Uni<Response> file(
            @PathParam("id") String id,
            @PathParam("path") @Parameter(example = "steady/labels/plate.0001.png") String path,
            @Context HttpHeaders headers) {
        return shots.find(id)
                .flatMap(shot -> results.file(shot.standing(), path).flatMap(found -> {
                    ShotFile file = found.orElseThrow(() -> CallProblem.noShotFile(path));
                    FileTag tag = new FileTag(file.eTag());
                    if (tag.isHeld(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
                        return Uni.createFrom().item(head(Response.notModified(), tag));
                    }
                    String name = path.substring(path.lastIndexOf('/') + 1);
                    return jobs.file(file.key())
                            .map(body -> head(
                                    Response.ok(body, body.mediaType())
                                            .header(HttpHeaders.CONTENT_DISPOSITION, FileName.attachment(name)),
                                    tag));
                }));
    }

    private static Response head(Response.ResponseBuilder answer, FileTag tag) {
        return answer.header(HttpHeaders.ETAG, tag.header())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static int number(String name, String value, int usual, int most) {
        if (value == null) {
            return usual;
        }
        int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
        if (number < 1 || number > most) {
            throw CallProblem.outOfRange(name, value, most);
        }
        return number;
    }
}
