package io.limn.http;

import io.limn.batch.FrameResult;
import io.limn.batch.JobSnapshot;
import io.limn.output.Output;
import io.limn.problem.RefusedOptionException;
import io.limn.result.Manifest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
            @PathParam("id") String id, @PathParam("output") String output, @Context RoutingContext call) {
        return file(id, 1, output, null, call);
    }

    @GET
    @Path("/outputs/{output}/{part: .+}")
    @Operation(operationId = "jobOutputPart", summary = "A part of an output of a job's first frame")
    public Uni<Response> outputPart(
            @PathParam("id") String id,
            @PathParam("output") String output,
            @PathParam("part") @Parameter(description = PART, example = "left-arm") String part,
            @Context RoutingContext call) {
        return file(id, 1, output, part, call);
    }

    @GET
    @Path("/frames/{frame}/outputs/{output}")
    @Operation(operationId = "jobFrameOutput", summary = "A file of one of a job's frames")
    public Uni<Response> frameOutput(
            @PathParam("id") String id,
            @PathParam("frame") int number,
            @PathParam("output") String output,
            @Context RoutingContext call) {
        return file(id, number, output, null, call);
    }

    @GET
    @Path("/frames/{frame}/outputs/{output}/{part: .+}")
    @Operation(operationId = "jobFrameOutputPart", summary = "A part of an output of one of a job's frames")
    public Uni<Response> frameOutputPart(
            @PathParam("id") String id,
            @PathParam("frame") int number,
            @PathParam("output") String output,
            @PathParam("part") @Parameter(description = PART, example = "left-arm") String part,
            @Context RoutingContext call) {
        return file(id, number, output, part, call);
    }

    private Uni<Response> file(String id, int number, String output, String part, RoutingContext call) {
        return jobs.find(id).flatMap(job -> answer(frame(job, number), id, output, part, call));
    }

    private Uni<Response> answer(JobSnapshot.Frame frame, String id, String output, String part, RoutingContext call) {
        Manifest.OutputFile file = file(result(frame), output, part);
        HttpServerRequest request = call.request();
        // only edits change a job's files, so a file's path and the edits' tag identify its content
        String edits = frame.editsTag() == null ? "" : "-" + frame.editsTag();
        FileTag tag = new FileTag(id + "-" + frame.picture().number() + "-" + file.path() + edits);
        if (tag.isHeld(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            return Uni.createFrom().item(head(Response.notModified(), tag).build());
        }
        Optional<ByteRange> range = tag.allowsRange(request.getHeader("If-Range"))
                ? ByteRange.of(request.getHeader("Range"), file.size())
                : Optional.empty();
        boolean bodiless = request.method() == HttpMethod.HEAD;
        if (range.isPresent() && !bodiless) {
            return part(frame, file, tag, range.get());
        }
        if (bodiless) {
            return Uni.createFrom()
                    .item(named(Response.ok().type(file.mediaType()), frame, file, tag)
                            .header(HttpHeaders.CONTENT_LENGTH, file.size())
                            .build());
        }
        return jobs.file(file.key()).map(body -> named(Response.ok(body, file.mediaType()), frame, file, tag)
                .build());
    }

    private Uni<Response> part(JobSnapshot.Frame frame, Manifest.OutputFile file, FileTag tag, ByteRange range) {
        if (range.equals(ByteRange.NONE)) {
            throw CallProblem.rangeBehindTheEnd(file.size());
        }
        return jobs.file(file.key(), range)
                .map(body -> named(Response.status(206).entity(body).type(file.mediaType()), frame, file, tag)
                        .header("Content-Range", range.content(file.size()))
                        .build());
    }

    private static Response.ResponseBuilder named(
            Response.ResponseBuilder answer, JobSnapshot.Frame frame, Manifest.OutputFile file, FileTag tag) {
        return head(answer, tag)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.attachment(JobViews.fileName(frame, file)))
                .header("Accept-Ranges", "bytes");
    }

    private static Response.ResponseBuilder head(Response.ResponseBuilder answer, FileTag tag) {
        return answer.header(HttpHeaders.ETAG, tag.header()).header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
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
        if (!output.equals(ParseRequest.JSON)
                && Output.byName(output).isEmpty()
                && result.files().stream().noneMatch(file -> file.output().equals(output))) {
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
