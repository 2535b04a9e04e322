package io.limn.http;

import io.limn.http.body.SentBody;
import io.limn.result.Manifest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Parses one picture and returns the requested outputs, in one call. */
@Path("/v1/parse")
@Tag(name = "parse")
public class ParseResource {
    private final ParseCalls calls;
    private final ParseRequestReader requests;

    ParseResource(ParseCalls calls, ParseRequestReader requests) {
        this.calls = calls;
        this.requests = requests;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "parse",
            summary = "Parse one picture and return the requested outputs",
            description =
                    "The picture is the body itself or a form's field `image`; its format is found from its content. "
                            + "`output` selects what is returned, else `Accept` does (image/jpeg: the overlay, image/png: the labels, "
                            + "image/x-exr: the mattes as one EXR, "
                            + "application/json: the manifest, application/zip: the default outputs), else it is the overlay. "
                            + "Several outputs come as a zip laid out like the results bucket. Example: "
                            + "`curl --data-binary @photo.jpg -H 'Content-Type: image/jpeg' "
                            + "'http://localhost:8080/v1/parse?output=labels' -o labels.png`")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = PictureForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "The requested output, as an attachment named after the picture",
            content = {
                @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/x-exr", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/zip", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/json", schema = @Schema(implementation = Manifest.class))
            })
    public Uni<Response> form(@Context UriInfo address, @Context HttpHeaders headers, @Context RoutingContext call) {
        ParseRequest request = requests.oneAnswer(ParseQuery.of(address), headers.getAcceptableMediaTypes());
        return calls.answer(Uploads.one(call), request, call).chain(parsed -> Answers.of(parsed, request));
    }

    @POST
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_FORM_URLENCODED})
    @Operation(hidden = true)
    public Uni<Response> raw(
            @QueryParam("name") @Parameter(description = "The file name of a picture sent as the body") String name,
            @Context UriInfo address,
            @Context HttpHeaders headers,
            @Context RoutingContext call) {
        ParseRequest request = requests.oneAnswer(ParseQuery.of(address), headers.getAcceptableMediaTypes());
        return calls.answer(new Picture(name, SentBody.bytes(call)), request, call)
                .chain(parsed -> Answers.of(parsed, request));
    }
}
