package io.limn.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.http.ProblemException;
import io.limn.problem.JsonFault;
import io.limn.problem.StrictJson;
import io.limn.text.Shown;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads the body of an inference request: JSON, and, with the header {@code Inference-Header-Content-Length}, binary tensor data after
 * that many bytes of JSON. Decodes base64 and hence must not run on an event loop.
 */
final class RequestReader {
    static final String INPUT = "image";
    static final String BYTES = "BYTES";
    private static final int LENGTH_BYTES = 4;

    /** Strings are not limited here: the body's limit also bounds the picture in it. */
    private static final JsonMapper JSON = StrictJson.of(JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build());

    private final List<String> known;

    /** @param known the available outputs, in the order of an answer to a request that names none */
    RequestReader(List<String> known) {
        this.known = known;
    }

    /**
     * @param headerLength the value of {@code Inference-Header-Content-Length}, null if it is not sent
     * @throws ProblemException saying what is wrong
     */
    InferenceRequest read(byte[] body, String headerLength) {
        int json = headerLength == null ? body.length : length(headerLength, body.length);
        InferenceRequest.Json request = parse(body, json);
        List<InferenceRequest.Input> inputs = request.inputs();
        InferenceRequest.Input input = inputs == null || inputs.size() != 1 ? null : inputs.get(0);
        if (input == null || !INPUT.equals(input.name())) {
            throw BadRequest.of("A request needs exactly one input, '" + INPUT + "'.");
        }
        check(input);
        byte[] picture = input.data() != null
                ? inJson(input, body.length - json)
                : binary(input, ByteBuffer.wrap(body, json, body.length - json), headerLength != null);
        return new InferenceRequest(request.id(), picture, WantedOutputs.of(request, known));
    }

    private static InferenceRequest.Json parse(byte[] body, int length) {
        try {
            InferenceRequest.Json request =
                    JSON.readValue(new CountedJson(JSON.createParser(body, 0, length)), InferenceRequest.Json.class);
            if (request != null) {
                return request;
            }
        } catch (Elements.Unreadable data) {
            throw BadRequest.of("Input '" + INPUT + "' can't be read: " + data.getOriginalMessage() + ".");
        } catch (IOException broken) {
            if (CountedJson.isTooMuch(broken)) {
                throw BadRequest.of("The JSON of the request has more than " + CountedJson.MOST + " values.");
            }
            throw BadRequest.of("The body is not a JSON inference request"
                    + (broken instanceof JsonMappingException shape ? ": " + JsonFault.of(shape) : "") + ".");
        }
        throw BadRequest.of("The body is not a JSON inference request.");
    }

    private static int length(String said, int bodyLength) {
        if (!said.matches("\\d{1,9}") || Integer.parseInt(said) > bodyLength) {
            throw BadRequest.of("Inference-Header-Content-Length is '" + Shown.start(said)
                    + "'; it is the length of the JSON at the start of the body, which has " + bodyLength + " bytes.");
        }
        return Integer.parseInt(said);
    }

    private static void check(InferenceRequest.Input input) {
        if (!BYTES.equals(input.datatype())) {
            throw BadRequest.of("Input '" + INPUT + "' has datatype '" + Shown.start(input.datatype())
                    + "'; it takes BYTES, the bytes of a picture file.");
        }
        if (parameter(input.parameters(), "shared_memory_region") != null) {
            throw BadRequest.of("Shared memory is not supported; send the picture in the request.");
        }
        List<Long> shape = input.shape();
        if (shape == null || !shape.stream().allMatch(Long.valueOf(1)::equals)) {
            throw BadRequest.of(
                    "Input '" + INPUT + "' has shape " + shape + "; a request takes one picture, shape [1].");
        }
    }

    private static byte[] inJson(InferenceRequest.Input input, int rest) {
        if (rest != 0) {
            throw BadRequest.of("Input '" + INPUT + "' has 'data', and " + rest + " bytes of binary data follow too.");
        }
        if (input.data().values().size() != 1) {
            throw BadRequest.of("Input '" + INPUT + "' has shape [1] and so one element in 'data'.");
        }
        return input.data().values().get(0);
    }

    private static byte[] binary(InferenceRequest.Input input, ByteBuffer rest, boolean announced) {
        if (!(parameter(input.parameters(), "binary_data_size") instanceof Number size)) {
            throw BadRequest.of("Input '" + INPUT + "' has neither 'data' nor the parameter 'binary_data_size'.");
        }
        if (!announced) {
            throw BadRequest.of("Binary data needs the header Inference-Header-Content-Length.");
        }
        if (size.longValue() != rest.remaining()) {
            throw BadRequest.of("'binary_data_size' is " + size.longValue() + ", and " + rest.remaining()
                    + " bytes follow the JSON.");
        }
        if (rest.remaining() < LENGTH_BYTES
                || Integer.toUnsignedLong(rest.order(ByteOrder.LITTLE_ENDIAN).getInt()) != rest.remaining()) {
            throw BadRequest.of("The binary data of '" + INPUT
                    + "' is one element: its length as 4 bytes, little-endian, and that many bytes.");
        }
        return Arrays.copyOfRange(rest.array(), rest.position(), rest.limit());
    }

    static Object parameter(Map<String, Object> parameters, String name) {
        return parameters == null ? null : parameters.get(name);
    }
}
