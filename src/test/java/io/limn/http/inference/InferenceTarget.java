package io.limn.http.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.limn.fuzz.FuzzTarget;
import io.limn.http.ProblemException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Requests of the Open Inference Protocol: JSON alone, and JSON with bytes behind it. */
public final class InferenceTarget {
    private static final String JSON =
            """
            {"id":"1","inputs":[{"name":"image","shape":[1],"datatype":"BYTES","data":["/9j/4AAQ"]}],\
            "outputs":[{"name":"parts","parameters":{"binary_data":true}}]}""";
    private static final String BINARY =
            """
            {"inputs":[{"name":"image","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":7}}]}""";

    private InferenceTarget() {}

    public static FuzzTarget target() {
        RequestReader reader = new RequestReader(List.of("parts", "persons"));
        return new FuzzTarget(
                "inference",
                () -> List.of(
                        JSON.getBytes(UTF_8),
                        behind(BINARY),
                        "{\"inputs\":[{\"name\":\"image\",\"data\":[[1,2],[3]]}]}".getBytes(UTF_8)),
                bytes -> {
                    read(reader, bytes, null);
                    read(reader, bytes, Integer.toString(BINARY.length()));
                    read(reader, bytes, Integer.toString(bytes.length - 11));
                });
    }

    private static void read(RequestReader reader, byte[] bytes, String headerLength) {
        try {
            reader.read(bytes, headerLength);
        } catch (ProblemException refused) {
            FuzzTarget.check(refused);
        }
    }

    private static byte[] behind(String json) {
        byte[] head = json.getBytes(UTF_8);
        return ByteBuffer.allocate(head.length + 7)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(head)
                .putInt(3)
                .put(new byte[] {1, 2, 3})
                .array();
    }
}
