package io.limn.http;

import io.limn.job.Manifest;
import io.limn.output.Rendered;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The files of a job. */
@Path(JobViews.ROOT + "/{id}")
@Tag(name = "jobs")
public class JobOutputsResource {
    private final JobBook book;

    JobOutputsResource(JobBook book) {
        this.book = book;
    }

    @GET
    @Path("/outputs/{output}")
    @Operation(operationId = "jobOutput", summary = "A file of a job's first frame")
    @APIResponse(
            responseCode = "200",
            description = "The file, as an attachment named after the picture",
            content = {
                @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/json", schema = @Schema(implementation = Manifest.class))
            })
    @APIResponse(responseCode = "304", description = "The caller has it already")
    public Response output(@PathParam("id") String id, @PathParam("output") String output, @Context Request request) {
        return frameOutput(id, 1, output, request);
    }

    @GET
    @Path("/frames/{frame}/outputs/{output}")
    @Operation(operationId = "jobFrameOutput", summary = "A file of one of a job's frames")
    @APIResponse(
            responseCode = "200",
            description = "The file, as an attachment named after the picture",
            content = {
                @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/json", schema = @Schema(implementation = Manifest.class))
            })
    @APIResponse(responseCode = "304", description = "The caller has it already")
    public Response frameOutput(
            @PathParam("id") String id,
            @PathParam("frame") int number,
            @PathParam("output") String output,
            @Context Request request) {
        BookedFrame frame = book.find(id).frame(number);
        Parsed parsed = parsed(frame);
        Rendered file = file(parsed, output);
        // a job's files never change, so their place is as good a tag as their content
        EntityTag tag = new EntityTag(id + "-" + number + "-" + output);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).build();
        }
        return Response.fromResponse(Answers.file(file, FileName.of(frame.name(), file.folder(), file.extension())))
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static Parsed parsed(BookedFrame frame) {
        if (frame.state() instanceof FrameState.Done done) {
            return done.parsed();
        }
        if (frame.state() instanceof FrameState.Failed failed) {
            throw CallProblem.noOutputs(frame.number(), failed.problem());
        }
        throw CallProblem.notYet(frame.number());
    }

    private static Rendered file(Parsed parsed, String output) {
        if (!AskReader.outputNames().contains(output)) {
            throw CallProblem.unknownValue("output", output, AskReader.outputNames());
        }
        List<Rendered> files = parsed.files();
        return files.stream()
                .filter(file -> file.folder().equals(output))
                .findFirst()
                .orElseThrow(() -> CallProblem.notDrawn(
                        output, files.stream().map(Rendered::folder).toList()));
    }
}
