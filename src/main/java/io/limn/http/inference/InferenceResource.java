package io.limn.http.inference;

import io.limn.http.HttpConfig;
import io.limn.http.HttpConfigCheck;
import io.limn.http.ParseCalls;
import io.limn.http.Picture;
import io.limn.http.body.SentBody;
import io.limn.job.ReadyToParse;
import io.limn.parsing.ModelId;
import io.limn.parsing.Parsing;
import io.limn.request.Catalogue;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The Open Inference Protocol, version 2, over HTTP: for clients of KServe or Triton. */
@Path("/v2")
@Tag(name = "inference")
@Produces(MediaType.APPLICATION_JSON)
public class InferenceResource {
    static final String JSON_LENGTH = "Inference-Header-Content-Length";
    private static final String MODEL = "models/{model}";
    private static final String VERSION = MODEL + "/versions/{version}";

    private final ParseCalls calls;
    private final Catalogue catalogue;
    private final OutputTensors outputs;
    private final ReadyToParse health;
    private final String serverVersion;
    private final int mostJsonNumbers;

    InferenceResource(
            ParseCalls calls,
            Catalogue catalogue,
            OutputTensors outputs,
            @Readiness ReadyToParse health,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String serverVersion,
            HttpConfig config) {
        this.calls = calls;
        this.catalogue = catalogue;
        this.outputs = outputs;
        this.health = health;
        this.serverVersion = serverVersion;
        this.mostJsonNumbers = HttpConfigCheck.checked(config).jsonNumbers();
    }

    @GET
    @Operation(operationId = "inferenceServer", summary = "The server and its extensions of the protocol")
    public ServerMetadata server() {
        return new ServerMetadata("limn", serverVersion, List.of("binary_tensor_data"));
    }

    @GET
    @Path("health/live")
    @Operation(operationId = "inferenceLive", summary = "Whether the server is up")
    public Map<String, Boolean> live() {
        return Map.of("live", true);
    }

    @GET
    @Path("health/ready")
    @Operation(operationId = "inferenceReady", summary = "Whether the server is ready: 200, else 503")
    public Uni<Response> ready() {
        return health.call().map(state -> {
            boolean up = state.getStatus() == HealthCheckResponse.Status.UP;
            // clients look at the status; for the body the specification says 'live', and its servers say 'ready'
            return Response.status(up ? 200 : 503)
                    .entity(Map.of("live", true, "ready", up))
                    .build();
        });
    }

    @GET
    @Path(MODEL)
    @Operation(operationId = "inferenceModel", summary = "A model's input and output tensors")
    public ModelMetadata model(@PathParam("model") String model) {
        return metadata(known(model, null));
    }

    @GET
    @Path(VERSION)
    @Operation(operationId = "inferenceModelVersion", summary = "As without a version")
    public ModelMetadata model(@PathParam("model") String model, @PathParam("version") String version) {
        return metadata(known(model, version));
    }

    @GET
    @Path(MODEL + "/ready")
    @Operation(operationId = "inferenceModelReady", summary = "Whether a model is loaded")
    public Map<String, Object> modelReady(@PathParam("model") String model) {
        return Map.of("name", known(model, null).name(), "ready", true);
    }

    @GET
    @Path(VERSION + "/ready")
    @Operation(operationId = "inferenceModelVersionReady", summary = "As without a version")
    public Map<String, Object> modelReady(@PathParam("model") String model, @PathParam("version") String version) {
        return Map.of("name", known(model, version).name(), "ready", true);
    }

    @POST
    @Path(MODEL + "/infer")
    @Consumes(MediaType.WILDCARD)
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "infer",
            summary = "Parse one picture into tensors",
            description =
                    "One input, `image`: `BYTES` of shape [1], a picture file as base64 text in JSON or as binary data "
                            + "after it. Outputs are label maps, the person map, boxes, scores and keypoints.")
    public Uni<Response> infer(
            @PathParam("model") String model,
            @HeaderParam(JSON_LENGTH) String jsonLength,
            @Context HttpHeaders headers,
            @Context RoutingContext call) {
        return infer(model, null, jsonLength, headers, call);
    }

    @POST
    @Path(VERSION + "/infer")
    @Consumes(MediaType.WILDCARD)
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(operationId = "inferVersion", summary = "As without a version")
    public Uni<Response> infer(
            @PathParam("model") String model,
            @PathParam("version") String version,
            @HeaderParam(JSON_LENGTH) String jsonLength,
            @Context HttpHeaders headers,
            @Context RoutingContext call) {
        ModelId known = known(model, version);
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw BadRequest.encoded(encoding);
        }
        byte[] body = SentBody.bytes(call);
        return Uni.createFrom()
                .item(() -> new RequestReader(outputs.names()).read(body, jsonLength))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(request -> calls.find(new Picture(RequestReader.INPUT, request.picture()), call)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(parsing -> answer(known, request, parsing)));
    }

    private Response answer(ModelId model, InferenceRequest request, Parsing parsing) {
        List<AnswerWriter.Part> parts = request.outputs().entrySet().stream()
                .map(wanted -> new AnswerWriter.Part(outputs.of(wanted.getKey(), parsing), wanted.getValue()))
                .toList();
        AnswerWriter.Body body = new AnswerWriter(model, mostJsonNumbers).write(request.id(), parts);
        boolean binary = parts.stream().anyMatch(AnswerWriter.Part::binary);
        Response.ResponseBuilder answer = Response.ok(
                body.bytes(), binary ? MediaType.APPLICATION_OCTET_STREAM_TYPE : MediaType.APPLICATION_JSON_TYPE);
        return binary ? answer.header(JSON_LENGTH, body.jsonLength()).build() : answer.build();
    }

    private ModelId known(String name, String version) {
        ModelId model = catalogue.model();
        if (!model.name().equals(name) || version != null && !model.version().equals(version)) {
            throw BadRequest.unknownModel(
                    name, model.name().equals(name) ? version : null, model.name() + " " + model.version());
        }
        return model;
    }

    private ModelMetadata metadata(ModelId model) {
        return new ModelMetadata(
                model.name(),
                List.of(model.version()),
                "onnx_onnxv1",
                List.of(new ModelMetadata.TensorMetadata(RequestReader.INPUT, RequestReader.BYTES, List.of(1))),
                outputs.metadata());
    }
}
