package io.limn.http;

import io.limn.frame.plate.ReadOption;
import io.limn.output.Output;
import io.limn.output.RenderOption;
import io.limn.request.ReuseOption;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds what many operations share to the OpenAPI document: problems, options, examples, and pictures sent as the body. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiProblems implements OASFilter {
    private static final Map<Integer, String> MEANING = new LinkedHashMap<>();
    private static final Map<String, List<Integer>> OF_OPERATION = Map.ofEntries(
            Map.entry("predict", List.of(400, 413, 415, 422, 429, 500, 503, 504)),
            Map.entry("parse", List.of(400, 406, 413, 415, 422, 429, 500, 503, 504)),
            Map.entry("openJob", List.of(400, 413, 415, 429, 500, 503)),
            Map.entry("openShot", List.of(400, 403, 413, 415, 429, 500, 503)),
            Map.entry("jobs", List.of(400, 403, 503)),
            Map.entry("jobZip", List.of(404, 409, 503)),
            Map.entry("job", List.of(404, 503)),
            Map.entry("jobEvents", List.of(404, 503)),
            Map.entry("jobOutput", List.of(400, 404, 409, 416, 503)),
            Map.entry("jobFrameOutput", List.of(400, 404, 409, 416, 503)),
            Map.entry("jobOutputPart", List.of(400, 404, 409, 416, 503)),
            Map.entry("jobFrameOutputPart", List.of(400, 404, 409, 416, 503)),
            Map.entry("forgetJob", List.of(404, 503)),
            Map.entry("jobEdits", List.of(404, 503)),
            Map.entry("jobFrameEdits", List.of(404, 503)),
            Map.entry("putJobEdits", List.of(400, 404, 409, 412, 413, 415, 503)),
            Map.entry("putJobFrameEdits", List.of(400, 404, 409, 412, 413, 415, 503)),
            Map.entry("deleteJobEdits", List.of(404, 412, 503)),
            Map.entry("deleteJobFrameEdits", List.of(404, 412, 503)),
            Map.entry("shotFrames", List.of(400, 404, 503)),
            Map.entry("shotFile", List.of(404, 503)),
            Map.entry("shotFrameEdits", List.of(404, 503)),
            Map.entry("putShotFrameEdits", List.of(400, 404, 409, 412, 413, 415, 503)),
            Map.entry("deleteShotFrameEdits", List.of(404, 412, 503)),
            Map.entry("permitUpload", List.of(400, 413, 415, 503)),
            Map.entry("uploadState", List.of(404, 503)),
            Map.entry("models", List.of(406)),
            Map.entry("labels", List.of(400, 406)));
    private static final List<String> RAW_TYPES = List.of("image/*", "application/octet-stream");

    static {
        MEANING.put(400, "The call has no picture, or a parameter has an invalid value");
        MEANING.put(403, "Not allowed");
        MEANING.put(404, "Not found, or no longer there");
        MEANING.put(406, "None of the accepted media types is available");
        MEANING.put(409, "Not finished yet");
        MEANING.put(412, "Changed by another caller in the meantime");
        MEANING.put(413, "Too many bytes or pictures");
        MEANING.put(415, "Not a picture, or an unsupported format");
        MEANING.put(416, "Range asks for no byte of the file");
        MEANING.put(422, "The picture is damaged or has too many pixels");
        MEANING.put(429, "Too many calls are waiting; retry after Retry-After seconds");
        MEANING.put(500, "Unexpected error");
        MEANING.put(503, "The service or its store failed; retry after Retry-After seconds");
        MEANING.put(504, "Timed out");
    }

    @Override
    public Operation filterOperation(Operation operation) {
        List<Integer> statuses = OF_OPERATION.getOrDefault(String.valueOf(operation.getOperationId()), List.of());
        statuses.forEach(status -> operation.getResponses().addAPIResponse(status.toString(), problem(status)));
        return operation;
    }

    @Override
    public Parameter filterParameter(Parameter parameter) {
        switch (String.valueOf(parameter.getName())) {
            case "id" -> parameter.setExample("0b9f6c1e-5d0c-4f0e-9a55-3f6f1c7a2b10");
            case "frame" -> parameter.setExample(1);
            case "output" -> {
                Schema schema = parameter.getSchema();
                Schema one = schema.getItems() == null ? schema : schema.getItems();
                one.setEnumeration(names());
                parameter.setExample("labels");
            }
            default -> {}
        }
        return parameter;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        ApiSchemas.complete(api);
        ApiExamples.add(api);
        api.getPaths().getPathItems().values().stream()
                .map(path -> path.getPOST())
                .filter(post -> post != null && post.getOperationId() != null)
                .forEach(post -> {
                    switch (post.getOperationId()) {
                        case "predict" -> {
                            takesOption(post, RenderOption.DETAIL);
                            takesReadOptions(post);
                        }
                        case "openShot" -> {
                            takesOptions(post);
                            takesReuse(post);
                        }
                        case "parse", "openJob" -> {
                            takesOptions(post);
                            takesRawPictures(post);
                        }
                        default -> {}
                    }
                });
    }

    private static void takesOptions(Operation post) {
        post.addParameter(OASFactory.createParameter()
                .name(ParseQuery.OUTPUT)
                .in(Parameter.In.QUERY)
                .description("What is returned; may be repeated. "
                        + Arrays.stream(Output.values())
                                .map(output -> "`" + output.kind() + "`: " + output.about())
                                .collect(Collectors.joining("; ")))
                .example("labels")
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.ARRAY)
                        .items(OASFactory.createSchema()
                                .addType(Schema.SchemaType.STRING)
                                .enumeration(names()))));
        for (RenderOption option : RenderOption.values()) {
            takesOption(post, option);
        }
        takesReadOptions(post);
    }

    private static void takesReuse(Operation post) {
        post.addParameter(OASFactory.createParameter()
                .name(ReuseOption.WORD)
                .in(Parameter.In.QUERY)
                .description(ReuseOption.ABOUT)
                .example("yes")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    }

    private static void takesOption(Operation post, RenderOption option) {
        post.addParameter(OASFactory.createParameter()
                .name(option.word())
                .in(Parameter.In.QUERY)
                .description(option.about())
                .example(option.example())
                .schema(OASFactory.createSchema().addType(type(option))));
    }

    private static void takesReadOptions(Operation post) {
        for (ReadOption option : ReadOption.values()) {
            post.addParameter(OASFactory.createParameter()
                    .name(option.word())
                    .in(Parameter.In.QUERY)
                    .description(option.about())
                    .example(option.example())
                    .schema(OASFactory.createSchema()
                            .addType(option.number() ? Schema.SchemaType.NUMBER : Schema.SchemaType.STRING)));
        }
    }

    private static Schema.SchemaType type(RenderOption option) {
        return switch (option.type()) {
            case TEXT -> Schema.SchemaType.STRING;
            case NUMBER -> Schema.SchemaType.NUMBER;
            case INTEGER -> Schema.SchemaType.INTEGER;
        };
    }

    /** The names of all outputs: which of them the model can produce is only known at run time. */
    private static List<Object> names() {
        List<Object> names = new ArrayList<>(Output.kinds());
        names.add(ParseRequest.JSON);
        return names;
    }

    private static void takesRawPictures(Operation post) {
        Schema file =
                OASFactory.createSchema().addType(Schema.SchemaType.STRING).format("binary");
        Content content = post.getRequestBody().getContent();
        RAW_TYPES.forEach(
                type -> content.addMediaType(type, OASFactory.createMediaType().schema(file)));
        post.addParameter(OASFactory.createParameter()
                .name("name")
                .in(Parameter.In.QUERY)
                .description("The file name, if the picture is the body itself")
                .example("plate.0001.jpg")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    }

    private static APIResponse problem(int status) {
        String meaning = MEANING.get(status);
        MediaType media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        for (String word : ProblemTypes.of(status)) {
            Map<String, Object> example = new LinkedHashMap<>();
            example.put("type", ProblemTypes.PREFIX + word);
            example.put("title", meaning);
            example.put("status", status);
            example.put("detail", meaning + ".");
            media.addExample(word, OASFactory.createExample().value(example));
        }
        return OASFactory.createAPIResponse()
                .description(meaning)
                .content(OASFactory.createContent().addMediaType("application/problem+json", media));
    }
}
