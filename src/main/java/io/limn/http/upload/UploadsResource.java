package io.limn.http.upload;

import io.limn.batch.PresignedUploads;
import io.limn.batch.shot.ClipLimit;
import io.limn.batch.shot.ClipNames;
import io.limn.batch.shot.ShotMarker;
import io.limn.frame.FrameConfig;
import io.limn.frame.FrameLimits;
import io.limn.http.Caller;
import io.limn.http.HttpConfig;
import io.limn.http.HttpConfigCheck;
import io.limn.http.Picture;
import io.limn.http.PublicPath;
import io.limn.request.Catalogue;
import io.limn.result.Manifest;
import io.limn.result.ResultKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Presigned uploads, which go directly to the bucket: the bytes never pass through this service's HTTP. */
@Path(UploadsResource.ROOT)
@Tag(name = "uploads")
@Produces(MediaType.APPLICATION_JSON)
public class UploadsResource {
    static final String ROOT = "/v1/uploads";
    private static final int ASK_AGAIN_SECONDS = 2;

    private final PresignedUploads presigned;
    private final Catalogue catalogue;
    private final Duration validity;
    private final String jobs;
    private final long mostBytes;
    private final long clipBytes;
    private final boolean shared;
    private final PublicPath path;

    UploadsResource(
            PresignedUploads presigned,
            Catalogue catalogue,
            HttpConfig config,
            FrameConfig frames,
            ClipLimit clips,
            PublicPath path) {
        this.path = path;
        this.presigned = presigned;
        this.catalogue = catalogue;
        this.validity = HttpConfigCheck.checked(config).uploadValidity();
        this.jobs = config.jobPrefix();
        this.shared = config.shareJobs();
        this.clipBytes = clips.bytes();
        this.mostBytes = FrameLimits.of(frames).maxBytes();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "permitUpload",
            summary = "Get a presigned URL to upload a picture directly to the bucket",
            description =
                    "The answer has the call to make (`PUT`, with exactly its headers and a body of the length said), the "
                            + "keys of the results to come, and where to ask for them. The key is new each time, so no upload "
                            + "overwrites another.")
    @APIResponse(
            responseCode = "201",
            description = "The URL; nothing is uploaded yet",
            content = @Content(schema = @Schema(implementation = UploadView.Upload.class)))
    public Uni<Response> permit(UploadRequest request, @Context RoutingContext call) {
        UploadRules.check(request, mostBytes, clipBytes, jobs);
        String prefix = request.prefix() == null ? UploadKey.PREFIX : request.prefix();
        String name = new Picture(request.name(), null).name();
        String key = UploadKey.next(
                prefix, LocalDate.now(ZoneOffset.UTC), name, Caller.of(call).ownerOrNull());
        String state = path.of(ROOT + "/" + UploadKey.encoded(key));
        return presigned
                .permit(key, request.contentType(), request.size(), validity)
                .map(ticket -> Response.created(URI.create(state))
                        .entity(new UploadView.Upload(
                                ticket.bucket(),
                                key,
                                new UploadView.Call("PUT", ticket.url(), ticket.headers(), ticket.expires()),
                                results(key),
                                new UploadView.Links(state)))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    @GET
    @Path("/{key: .+}")
    @Operation(
            operationId = "uploadState",
            summary = "The state of an upload",
            description =
                    "`waiting` until the manifest is stored (also where nothing was uploaded); then `done` with the manifest "
                            + "and addresses to read the files from, or `failed` with the problem.")
    @APIResponse(
            responseCode = "200",
            description = "The state; with Retry-After while it waits",
            content = @Content(schema = @Schema(implementation = UploadView.State.class)))
    public Uni<Response> state(
            @PathParam("key")
                    @Parameter(
                            description = "The key that was returned with the URL",
                            example = "uploads/2026-01-31/00112233445566778899aabbccddeeff/plate.0001.jpg")
                    String key,
            @Context RoutingContext call) {
        if (!UploadKey.isIssued(key)
                || !shared && !UploadKey.isOf(key, Caller.of(call).ownerOrNull())) {
            throw UploadRules.unknown();
        }
        return presigned
                .outcome(key)
                .chain(manifest -> manifest.isEmpty()
                        ? Uni.createFrom().item(waiting())
                        : ended(manifest.get()).map(state -> Response.ok(state)
                                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                .build()));
    }

    private static Response waiting() {
        return Response.ok(new UploadView.State("waiting", null, null, null))
                .header(HttpHeaders.RETRY_AFTER, ASK_AGAIN_SECONDS)
                .build();
    }

    private Uni<UploadView.State> ended(Manifest manifest) {
        if (manifest.error() != null) {
            return Uni.createFrom().item(new UploadView.State("failed", manifest, null, manifest.error()));
        }
        List<Manifest.OutputFile> files = manifest.files() == null ? List.of() : manifest.files();
        return Multi.createFrom()
                .iterable(files)
                .onItem()
                .transformToUniAndConcatenate(
                        file -> presigned.address(file.key(), validity).map(url -> Map.entry(file.path(), url)))
                .collect()
                .in(LinkedHashMap<String, URI>::new, (map, entry) -> map.putIfAbsent(entry.getKey(), entry.getValue()))
                .map(addresses -> new UploadView.State("done", manifest, addresses, null));
    }

    private UploadView.Results results(String key) {
        ResultKeys keys = ResultKeys.of(key);
        Map<String, String> files = new LinkedHashMap<>();
        if (ClipNames.isClip(key)) {
            files.put("shot", ClipNames.folder(key) + "/" + ShotMarker.NAME);
            return new UploadView.Results(presigned.results(), keys.manifest(), files);
        }
        catalogue
                .defaultOutputs()
                .forEach(output -> files.put(
                        output.kind(),
                        output.inParts()
                                ? keys.folder() + "/" + output.kind() + "/"
                                : keys.key(output.kind(), output.format().extension())));
        return new UploadView.Results(presigned.results(), keys.manifest(), files);
    }
}
