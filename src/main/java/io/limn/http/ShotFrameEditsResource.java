package io.limn.http;

import io.limn.batch.shot.ShotEditing;
import io.limn.edit.EditStore;
import io.limn.edit.Edits;
import io.limn.edit.EditsCheck;
import io.limn.edit.EditsJson;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Corrections of the frames of shots, which are carried to the frames before and after; see docs/edits.md. */
@Path("/v1/shots/{id}/frames/{file}/edits")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
public class ShotFrameEditsResource {
    private static final String STORED =
            "Stored; the frames that they reach are drawn again, as the job's state and events show";
    private static final String FILE = "The frame's file name, as `file` in `/v1/shots/{id}/frames` ends";
    private static final String FILE_EXAMPLE = "plate.0001.png";

    private final ShotLookup shots;
    private final ShotEditing editing;
    private final PublicPath path;

    ShotFrameEditsResource(ShotLookup shots, ShotEditing editing, PublicPath path) {
        this.path = path;
        this.shots = shots;
        this.editing = editing;
    }

    @GET
    @Operation(operationId = "shotFrameEdits", summary = "The corrections of a shot's frame")
    @APIResponse(
            responseCode = "200",
            description = EditsApi.FOUND,
            content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EditsApi.EXAMPLE))
    @APIResponse(responseCode = "304", description = EditsApi.NOT_MODIFIED)
    public Uni<Response> get(
            @PathParam("id") String id,
            @PathParam("file") @Parameter(description = FILE, example = FILE_EXAMPLE) String file,
            @Context HttpHeaders headers) {
        return shots.find(id)
                .flatMap(shot -> editing.find(shot.standing(), file))
                .map(found ->
                        found.filter(StoredEdits::isSomething).orElseThrow(() -> CallProblem.noEdits("'" + file + "'")))
                .map(found -> EditsAnswers.found(found, headers));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putShotFrameEdits", summary = "Correct a shot's frame", description = EditsApi.REPLACING)
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EditsApi.EXAMPLE))
    @APIResponse(
            responseCode = "202",
            description = STORED,
            content = @Content(schema = @Schema(implementation = EditsView.class)))
    public Uni<Response> put(
            @PathParam("id") String id,
            @PathParam("file") @Parameter(description = FILE, example = FILE_EXAMPLE) String file,
            @Context HttpHeaders headers,
            @Context RoutingContext call) {
        Edits sent = EditsJson.read(SentBody.bytes(call)).signed(Caller.of(call).ownerOrNull(), now());
        EditsCheck.check(sent);
        return shots.find(id).flatMap(shot -> editing.fit(shot.standing(), file).flatMap(fit -> {
            EditsCheck.check(sent, fit.orElseThrow(() -> CallProblem.noShotFrame(file)));
            return editing.find(shot.standing(), file).flatMap(there -> {
                EditCondition.of(headers).check(there);
                return stored(id, shot, file, sent, there);
            });
        }));
    }

    @DELETE
    @Operation(operationId = "deleteShotFrameEdits", summary = "Remove the corrections of a shot's frame")
    @APIResponse(
            responseCode = "202",
            description = "Removed; the frames that they reached are drawn again",
            content = @Content(schema = @Schema(implementation = EditsView.class)))
    public Uni<Response> delete(
            @PathParam("id") String id,
            @PathParam("file") @Parameter(description = FILE, example = FILE_EXAMPLE) String file,
            @Context HttpHeaders headers,
            @Context RoutingContext call) {
        String by = Caller.of(call).ownerOrNull();
        return shots.find(id)
                .flatMap(shot -> editing.find(shot.standing(), file).flatMap(there -> {
                    Edits edits = there.filter(StoredEdits::isSomething)
                            .orElseThrow(() -> CallProblem.noEdits("'" + file + "'"))
                            .edits();
                    EditCondition.of(headers).checkNamed(there);
                    Edits none = new Edits(Edits.VERSION, edits.width(), edits.height(), List.of(), by, now());
                    return stored(id, shot, file, none, there);
                }));
    }

    private Uni<Response> stored(
            String id, ShotLookup.Found shot, String file, Edits edits, Optional<StoredEdits> there) {
        if (!shot.done() && shot.standing().done() < shot.standing().frames()) {
            throw CallProblem.notYet(1);
        }
        String href = path.of("/v1/shots/" + id + "/frames/" + file + "/edits");
        return editing.put(shot.marker(), shot.standing(), file, edits, there)
                .onFailure(EditStore::isLost)
                .transform(lost -> EditCondition.changed(Optional.empty()))
                .map(now -> EditsAnswers.stored(now, href));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
