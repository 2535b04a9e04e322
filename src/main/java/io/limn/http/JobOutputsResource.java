package io.limn.http;

import io.limn.batch.FrameResult;
import io.limn.batch.JobSnapshot;
import io.limn.output.Output;
import io.limn.problem.RefusedOptionException;
import io.limn.result.Manifest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The files of a job, streamed from the results bucket. */
@Path(JobViews.ROOT + "/{id}")
@Tag(name = "jobs")
@APIResponse(
        responseCode = "200",
        description = "The file, as an attachment named after the picture",
        content = {
            @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")),
            @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")),
            @Content(mediaType = "image/x-exr", schema = @Schema(type = SchemaType.STRING, format = "binary")),
            @Content(mediaType = "application/json", schema = @Schema(implementation = Manifest.class))
        })
@APIResponse(responseCode = "304", description = "Not modified")
public class JobOutputsResource {
    private static final String PART = "Which of the output's files; slashes are part of the address";

    private final JobAdmission jobs;
    private final ParseRequestReader requests;

    JobOutputsResource(JobAdmission jobs, ParseRequestReader requests) {
        this.jobs = jobs;
        this.requests = requests;
    }

    @GET
    @Path("/outputs/{output}")
    @Operation(operationId = "jobOutput", summary = "A file of a job's first frame")
    public Uni<Response> output(
            @PathParam("id") String id, @PathParam("output") String output, @Context Request request) {
        return file(id, 1, output, null, request);
    }

    @GET
    @Path("/outputs/{output}/{part: .+}")
    @Operation(operationId = "jobOutputPart", summary = "A part of an output of a job's first frame")
    public Uni<Response> outputPart(
            @PathParam("id") String id,
            @PathParam("output") String output,
            @PathParam("part") @Parameter(description = PART, example = "left-arm") String part,
            @Context Request request) {
        return file(id, 1, output, part, request);
    }

    @GET
    @Path("/frames/{frame}/outputs/{output}")
    @Operation(operationId = "jobFrameOutput", summary = "A file of one of a job's frames")
    public Uni<Response> frameOutput(
            @PathParam("id") String id,
            @PathParam("frame") int number,
            @PathParam("output") String output,
            @Context Request request) {
        return file(id, number, output, null, request);
    }

    @GET
    @Path("/frames/{frame}/outputs/{output}/{part: .+}")
    @Operation(operationId = "jobFrameOutputPart", summary = "A part of an output of one of a job's frames")
    public Uni<Response> frameOutputPart(
            @PathParam("id") String id,
            @PathParam("frame") int number,
            @PathParam("output") String output,
            @PathParam("part") @Parameter(description = PART, example = "left-arm") String part,
            @Context Request request) {
        return file(id, number, output, part, request);
    }

    private Uni<Response> file(String id, int number, String output, String part, Request request) {
        return jobs.find(id).flatMap(job -> answer(frame(job, number), id, output, part, request));
    }

    private Uni<Response> answer(JobSnapshot.Frame frame, String id, String output, String part, Request request) {
        Manifest.OutputFile file = file(result(frame), output, part);
        // A job's files never change, so that their address identifies their content.
        EntityTag tag = new EntityTag(id + "-" + frame.picture().number() + "-" + file.path());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return Uni.createFrom().item(unchanged.tag(tag).build());
        }
        return jobs.file(file.key()).map(body -> Response.ok(body, file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.attachment(JobViews.fileName(frame, file)))
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build());
    }

    private static JobSnapshot.Frame frame(JobSnapshot job, int number) {
        if (number < 1 || number > job.frames().size()) {
            throw CallProblem.unknownFrame(number, job.frames().size());
        }
        return job.frames().get(number - 1);
    }

    private static FrameResult result(JobSnapshot.Frame frame) {
        if (frame.state() instanceof JobSnapshot.Done done) {
            return done.result();
        }
        if (frame.state() instanceof JobSnapshot.Failed failed) {
            throw CallProblem.noOutputs(frame.picture().number(), failed.problem());
        }
        throw CallProblem.notYet(frame.picture().number());
    }

    private Manifest.OutputFile file(FrameResult result, String output, String part) {
        if (!output.equals(ParseRequest.JSON) && Output.byName(output).isEmpty()) {
            throw RefusedOptionException.unknownValue("output", output, requests.outputNames());
        }
        List<Manifest.OutputFile> files = Stream.concat(result.files().stream(), Stream.of(JobViews.manifest(result)))
                .toList();
        List<Manifest.OutputFile> ofOutput =
                files.stream().filter(file -> file.output().equals(output)).toList();
        if (ofOutput.isEmpty()) {
            throw CallProblem.notDrawn(
                    output,
                    files.stream().map(Manifest.OutputFile::output).distinct().toList());
        }
        return ofOutput.stream()
                .filter(file -> Objects.equals(file.part(), part))
                .findFirst()
                .orElseThrow(() -> CallProblem.noSuchPart(
                        output,
                        part,
                        ofOutput.stream()
                                .map(Manifest.OutputFile::part)
                                .filter(Objects::nonNull)
                                .toList()));
    }
}
