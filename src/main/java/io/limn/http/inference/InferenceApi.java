package io.limn.http.inference;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Writes the Open Inference Protocol's requests, answers and errors into the OpenAPI document. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class InferenceApi implements OASFilter {
    private static final String TAG = "inference";
    private static final Map<Integer, String> INFER = new LinkedHashMap<>();

    static {
        INFER.put(400, "An invalid request");
        INFER.put(404, "No such model or version");
        INFER.put(413, "Too many bytes, or too many numbers for JSON");
        INFER.put(415, "Not a picture, or an unsupported format");
        INFER.put(422, "The picture is damaged or has too many pixels");
        INFER.put(429, "Too many calls are waiting; retry after Retry-After seconds");
        INFER.put(500, "Unexpected error");
        INFER.put(503, "The service failed; retry after Retry-After seconds");
        INFER.put(504, "Timed out");
    }

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getTags() == null || !operation.getTags().contains(TAG)) {
            return operation;
        }
        String id = operation.getOperationId();
        if (id.startsWith("inferenceModel")) {
            error(operation, 404, INFER.get(404));
        } else if (!id.startsWith("inference")) {
            INFER.forEach((status, meaning) -> error(operation, status, meaning));
            operation.setRequestBody(
                    OASFactory.createRequestBody().required(true).content(bodies(InferenceSchemas.request())));
            operation.getResponses().getAPIResponse("200").setContent(answers());
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getIn() == Parameter.In.HEADER)
                    .forEach(parameter -> parameter.setDescription(
                            "The bytes of JSON at the start of a body that has binary data after it"));
        }
        return operation;
    }

    private static void error(Operation operation, int status, String meaning) {
        Schema error = InferenceSchemas.object()
                .addProperty("error", InferenceSchemas.string())
                .addRequired("error");
        operation
                .getResponses()
                .addAPIResponse(
                        String.valueOf(status),
                        OASFactory.createAPIResponse()
                                .description(meaning)
                                .content(
                                        OASFactory.createContent()
                                                .addMediaType(
                                                        "application/json",
                                                        OASFactory.createMediaType()
                                                                .schema(error)
                                                                .example(
                                                                        Map.of(
                                                                                "error",
                                                                                "The form has no file in its field 'image'; send one, for example with curl -F image=@photo.jpg.")))));
    }

    /** JSON alone, or JSON with binary data after it. */
    private static Content bodies(Schema json) {
        return OASFactory.createContent()
                .addMediaType("application/json", OASFactory.createMediaType().schema(json))
                .addMediaType(
                        "application/octet-stream",
                        OASFactory.createMediaType()
                                .schema(InferenceSchemas.string().format("binary")));
    }

    private static Content answers() {
        Content content = bodies(InferenceSchemas.answer());
        Map<String, Object> scores =
                Map.of("name", "scores", "shape", List.of(1), "datatype", "FP32", "data", List.of(0.98));
        content.getMediaType("application/json").setExample(Map.of("model_name", "limn", "outputs", List.of(scores)));
        return content;
    }
}
