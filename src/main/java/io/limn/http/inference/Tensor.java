package io.limn.http.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One output tensor.
 *
 * @param shape its sizes, outermost first
 * @param data the elements in row-major order, little-endian; not written to
 */
record Tensor(String name, Datatype datatype, List<Integer> shape, byte[] data) {
    Tensor {
        shape = List.copyOf(shape);
        long elements = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (data.length != elements * datatype.bytes()) {
            throw new IllegalArgumentException(name + " of shape " + shape + " has " + data.length + " bytes");
        }
    }

    static Tensor ofInts(String name, List<Integer> shape, int[] values) {
        ByteBuffer bytes = room(values.length);
        bytes.asIntBuffer().put(values);
        return new Tensor(name, Datatype.INT32, shape, bytes.array());
    }

    static Tensor ofFloats(String name, List<Integer> shape, float[] values) {
        ByteBuffer bytes = room(values.length);
        bytes.asFloatBuffer().put(values);
        return new Tensor(name, Datatype.FP32, shape, bytes.array());
    }

    int elements() {
        return data.length / datatype.bytes();
    }

    private static ByteBuffer room(int words) {
        return ByteBuffer.allocate(words * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
