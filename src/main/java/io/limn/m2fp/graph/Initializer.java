package io.limn.m2fp.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A constant of a graph whose numbers are produced when the file is written, so that the network's weights are never all in memory.
 *
 * @param numbers {@code float[]}, {@code long[]}, {@code int[]} or {@code byte[]}, depending on {@code type}; row-major
 */
record Initializer(String name, DataType type, long[] shape, Supplier<Object> numbers) {
    static Initializer floats(String name, long[] shape, Supplier<float[]> numbers) {
        return new Initializer(name, DataType.FLOAT, shape, numbers::get);
    }

    static Initializer longs(String name, long[] shape, long... numbers) {
        return new Initializer(name, DataType.INT64, shape, () -> numbers);
    }

    long bytes() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact) * size();
    }

    private int size() {
        return switch (type) {
            case INT64 -> Long.BYTES;
            case INT8, UINT8 -> Byte.BYTES;
            default -> Float.BYTES;
        };
    }

    /** The numbers in the encoding of ONNX's {@code raw_data}: little-endian. */
    byte[] raw() {
        ByteBuffer raw = ByteBuffer.allocate(Math.toIntExact(bytes())).order(ByteOrder.LITTLE_ENDIAN);
        Object values = numbers.get();
        int given = Array.getLength(values) * size();
        if (given != raw.capacity()) {
            throw new IllegalStateException(
                    "weight " + name + " of shape " + Arrays.toString(shape) + " has " + given + " bytes");
        }
        switch (type) {
            case FLOAT -> raw.asFloatBuffer().put((float[]) values);
            case INT64 -> raw.asLongBuffer().put((long[]) values);
            case INT32 -> raw.asIntBuffer().put((int[]) values);
            case INT8, UINT8 -> raw.put((byte[]) values);
            default -> throw new IllegalStateException("weight " + name + " is of type " + type);
        }
        return raw.array();
    }
}
