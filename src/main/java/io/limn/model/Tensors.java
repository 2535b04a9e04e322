package io.limn.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.limn.model.graph.DirectFloats;
import io.limn.model.input.ElementType;
import io.limn.model.input.InputSize;
import io.limn.model.input.Layout;
import io.limn.parsing.Cancellation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The input and output tensors of one run at a time, on direct buffers that the network reads and writes in place. They are
 * kept from frame to frame and grow with the largest seen; the size rule bounds them.
 */
final class Tensors implements AutoCloseable {
    private static final int CHANNELS = 3;

    private final Network network;
    private final ModelManifest.Input input;
    /** Whether the network reads the planes as they are. */
    private final boolean direct;

    private final Map<String, ByteBuffer> buffers = new HashMap<>();
    private final Map<String, float[]> values = new HashMap<>();
    private final Map<String, OnnxTensor> inputTensor = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputTensors = new LinkedHashMap<>();
    private FloatBuffer planes = DirectFloats.of(0);
    private int width;
    private int height;

    Tensors(Network network, ModelManifest.Input input) {
        this.network = network;
        this.input = input;
        direct = input.layout() == Layout.NCHW && input.type() == ElementType.FLOAT32;
    }

    /** Makes the tensors fit this size. */
    void shape(InputSize size) throws OrtException {
        if (size.width() == width && size.height() == height) {
            return;
        }
        close();
        long[] shape = input.layout() == Layout.NCHW
                ? new long[] {1, CHANNELS, size.height(), size.width()}
                : new long[] {1, size.height(), size.width(), CHANNELS};
        OnnxJavaType type = input.type() == ElementType.FLOAT32 ? OnnxJavaType.FLOAT : OnnxJavaType.UINT8;
        inputTensor.put(input.tensor(), tensor(input.tensor(), type, shape));
        int count = CHANNELS * size.plane();
        if (direct) {
            planes = buffers.get(input.tensor()).asFloatBuffer();
        } else if (planes.capacity() < count) {
            planes = DirectFloats.of(count);
        }
        planes.clear().limit(count);
        for (Output output : network.outputs().values()) {
            outputTensors.put(output.name(), tensor(output.name(), output.type(), output.shape(size)));
        }
        width = size.width();
        height = size.height();
    }

    private OnnxTensor tensor(String name, OnnxJavaType type, long... shape) throws OrtException {
        int bytes = Math.toIntExact(Arrays.stream(shape).reduce(type.size, Math::multiplyExact));
        ByteBuffer buffer = buffers.get(name);
        if (buffer == null || buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
            buffers.put(name, buffer);
        }
        buffer.clear().limit(bytes);
        return switch (type) {
            case FLOAT -> OnnxTensor.createTensor(network.environment(), buffer.asFloatBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(network.environment(), buffer.asLongBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(network.environment(), buffer.asIntBuffer(), shape);
            default -> OnnxTensor.createTensor(network.environment(), buffer, shape, type);
        };
    }

    /** The input as planes, 3×H×W floats, whatever layout and type the network reads. */
    FloatBuffer input() {
        return planes;
    }

    void run() throws OrtException {
        run(Cancellation.NEVER);
    }

    /** Fails with what ONNX Runtime says of a run that was stopped. */
    void run(Cancellation cancellation) throws OrtException {
        if (!direct) {
            convert();
        }
        network.run(inputTensor, outputTensors, cancellation);
    }

    private void convert() {
        ByteBuffer tensor = buffers.get(input.tensor());
        int plane = width * height;
        boolean bytes = input.type() == ElementType.UINT8;
        boolean pixels = input.layout() == Layout.NHWC;
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < plane; i++) {
                float value = planes.get(channel * plane + i);
                int at = pixels ? i * CHANNELS + channel : channel * plane + i;
                if (bytes) {
                    tensor.put(at, (byte) Math.max(0, Math.min(255, Math.round(value))));
                } else {
                    tensor.putFloat(at * Float.BYTES, value);
                }
            }
        }
    }

    /**
     * An output's values on the heap, where the decoders read them many times over: planes one after the other, ids as numbers. Lent
     * until the next run. May be longer than the output.
     */
    float[] values(String name) {
        ByteBuffer buffer = buffers.get(name);
        Output output = network.outputs().get(name);
        int count = buffer.limit() / output.type().size;
        float[] array = values.get(name);
        if (array == null || array.length < count) {
            array = new float[count];
            values.put(name, array);
        }
        if (output instanceof Output.Planes ordered && ordered.layout() == Layout.NHWC) {
            int channels = ordered.channels();
            int plane = count / channels;
            for (int i = 0; i < count; i++) {
                array[i % channels * plane + i / channels] = buffer.getFloat(i * Float.BYTES);
            }
        } else {
            copy(buffer, output.type(), array, count);
        }
        return array;
    }

    private static void copy(ByteBuffer buffer, OnnxJavaType type, float[] array, int count) {
        if (type == OnnxJavaType.FLOAT) {
            buffer.asFloatBuffer().get(0, array, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            array[i] = switch (type) {
                case INT64 -> buffer.getLong(i * Long.BYTES);
                case INT32 -> buffer.getInt(i * Integer.BYTES);
                case UINT8 -> buffer.get(i) & 0xFF;
                default -> buffer.get(i);
            };
        }
    }

    @Override
    public void close() {
        inputTensor.values().forEach(OnnxTensor::close);
        outputTensors.values().forEach(OnnxTensor::close);
        inputTensor.clear();
        outputTensors.clear();
        width = 0;
        height = 0;
    }
}
