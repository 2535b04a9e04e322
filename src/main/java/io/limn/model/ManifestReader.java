package io.limn.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads {@code model.json}; each mistake becomes a sentence with the file and the field. */
final class ManifestReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final long MOST_BYTES = 1 << 20;

    private ManifestReader() {}

    static ModelManifest read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new InvalidModelException(
                        file, "there is no such file; a model package is a folder that holds one");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new InvalidModelException(file, "is larger than 1 MB, so it is not a manifest");
            }
            return JSON.readValue(Files.readAllBytes(file), ModelManifest.class);
        } catch (JsonMappingException e) {
            throw new InvalidModelException(file, field(e) + sentence(e), e);
        } catch (JsonProcessingException e) {
            throw new InvalidModelException(
                    file, "is not JSON at line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InvalidModelException(file, "can't be read: " + e.getMessage(), e);
        }
    }

    private static String sentence(JsonMappingException problem) {
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return "is not a known field; known fields are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (problem instanceof InvalidTypeIdException kind) {
            return kind.getOriginalMessage();
        }
        if (problem.getCause() instanceof IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
        String message = problem.getOriginalMessage();
        boolean missing = message.startsWith("Missing required")
                || message.startsWith("Cannot map `null`")
                || problem.getCause() instanceof NullPointerException;
        return missing ? "is missing, or a part of it is" : message;
    }

    /** Like {@code heads[2].threshold: }. */
    private static String field(JsonMappingException problem) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : problem.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "" : path + ": ";
    }
}
