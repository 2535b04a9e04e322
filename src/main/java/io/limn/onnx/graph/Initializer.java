package io.limn.onnx.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A constant of a graph, whose numbers are made when the file is written: a network's weights never lie in memory together.
 *
 * @param numbers {@code float[]} or {@code long[]} after {@code type}, row-major
 */
record Initializer(String name, DataType type, long[] shape, Supplier<Object> numbers) {
    static Initializer floats(String name, long[] shape, Supplier<float[]> numbers) {
        return new Initializer(name, DataType.FLOAT, shape, numbers::get);
    }

    static Initializer longs(String name, long[] shape, long... numbers) {
        return new Initializer(name, DataType.INT64, shape, () -> numbers);
    }

    long bytes() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact) * (type == DataType.FLOAT ? 4 : 8);
    }

    /** The numbers as an ONNX file holds them: little-endian. */
    byte[] raw() {
        ByteBuffer raw = ByteBuffer.allocate(Math.toIntExact(bytes())).order(ByteOrder.LITTLE_ENDIAN);
        Object values = numbers.get();
        int given = java.lang.reflect.Array.getLength(values) * (type == DataType.FLOAT ? 4 : 8);
        if (given != raw.capacity()) {
            throw new IllegalStateException(
                    "weight " + name + " of shape " + Arrays.toString(shape) + " has " + given + " bytes");
        }
        if (values instanceof float[] floats) {
            raw.asFloatBuffer().put(floats);
        } else {
            raw.asLongBuffer().put((long[]) values);
        }
        return raw.array();
    }
}
