package io.limn.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.limn.http.ProblemException;
import io.limn.parsing.ModelId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes the response to an inference request: JSON, then the outputs requested as binary data. */
final class AnswerWriter {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * The answer's body.
     *
     * @param jsonLength the bytes of JSON at its start
     */
    record Body(byte[] bytes, int jsonLength) {}

    /** An output and its encoding. */
    record Part(Tensor tensor, boolean binary) {}

    private final ModelId model;
    private final long mostNumbers;

    /** @param mostNumbers the most numbers that are written as JSON */
    AnswerWriter(ModelId model, long mostNumbers) {
        this.model = model;
        this.mostNumbers = mostNumbers;
    }

    /** @throws ProblemException if that would be too many numbers of JSON */
    Body write(String id, List<Part> parts) {
        long numbers = parts.stream()
                .filter(part -> !part.binary())
                .mapToLong(part -> part.tensor().elements())
                .sum();
        if (numbers > mostNumbers) {
            throw BadRequest.tooMuchJson(numbers, mostNumbers);
        }
        long binary = parts.stream()
                .filter(Part::binary)
                .mapToLong(part -> part.tensor().data().length)
                .sum();
        ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.min(1024 + 2 * numbers + binary, 1 << 30));
        try {
            json(body, id, parts);
            int jsonLength = body.size();
            for (Part part : parts) {
                if (part.binary()) {
                    body.write(part.tensor().data());
                }
            }
            return new Body(body.toByteArray(), jsonLength);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void json(ByteArrayOutputStream body, String id, List<Part> parts) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("model_name", model.name());
            json.writeStringField("model_version", model.version());
            if (id != null) {
                json.writeStringField("id", id);
            }
            json.writeArrayFieldStart("outputs");
            for (Part part : parts) {
                output(json, part);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void output(JsonGenerator json, Part part) throws IOException {
        Tensor tensor = part.tensor();
        json.writeStartObject();
        json.writeStringField("name", tensor.name());
        json.writeStringField("datatype", tensor.datatype().name());
        json.writeArrayFieldStart("shape");
        for (int size : tensor.shape()) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        if (part.binary()) {
            json.writeObjectFieldStart("parameters");
            json.writeNumberField("binary_data_size", tensor.data().length);
            json.writeEndObject();
        } else {
            json.writeArrayFieldStart("data");
            numbers(json, tensor);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, Tensor tensor) throws IOException {
        ByteBuffer data = ByteBuffer.wrap(tensor.data()).order(ByteOrder.LITTLE_ENDIAN);
        while (data.hasRemaining()) {
            switch (tensor.datatype()) {
                case UINT8 -> json.writeNumber(data.get() & 0xFF);
                case INT32 -> json.writeNumber(data.getInt());
                case FP32 -> json.writeNumber(data.getFloat());
            }
        }
    }
}
