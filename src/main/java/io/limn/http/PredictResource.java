package io.limn.http;

import io.limn.output.Output;
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
import java.util.EnumSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The simplest call: a picture in, the overlay out. */
@Path("/predict")
@Tag(name = "parse")
public class PredictResource {
    static final String ANSWER_NAME = "segmentation_result.jpg";

    private final ParseCalls calls;
    private final ParseRequestReader requests;

    PredictResource(ParseCalls calls, ParseRequestReader requests) {
        this.calls = calls;
        this.requests = requests;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces("image/jpeg")
    @Operation(
            operationId = "predict",
            summary = "Parse one picture and return the overlay",
            description = "The service's default palette, opacity and quality. Example: "
                    + "`curl -F image=@photo.jpg http://localhost:8080/predict -o segmentation_result.jpg`")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = PictureForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "The overlay, as the attachment segmentation_result.jpg",
            content = @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> predict(@Context UriInfo address, @Context RoutingContext call) {
        ParseQuery query = ParseQuery.of(address);
        ParseRequest request =
                new ParseRequest(EnumSet.of(Output.OVERLAY), false, requests.options(query), requests.reading(query));
        return calls.answer(Uploads.one(call), request, call).map(PredictResource::overlay);
    }

    private static Response overlay(Parsed parsed) {
        return Answers.file(parsed.files().get(0), ANSWER_NAME);
    }
}
