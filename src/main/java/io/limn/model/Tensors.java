package io.limn.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.limn.model.graph.DirectFloats;
import io.limn.model.input.InputSize;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The input and output tensors of one run at a time, on direct buffers that the network reads and writes in place. They are
 * kept from frame to frame and grow with the largest seen; the size rule bounds them.
 */
final class Tensors implements AutoCloseable {
    private static final int CHANNELS = 3;

    private final OrtEnvironment environment;
    private final String input;
    private final List<Outputs.Output> outputs;
    private final Map<String, FloatBuffer> buffers = new HashMap<>();
    private final Map<String, float[]> values = new HashMap<>();
    private final Map<String, OnnxTensor> inputTensor = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputTensors = new LinkedHashMap<>();
    private int width;
    private int height;

    Tensors(OrtEnvironment environment, String input, List<Outputs.Output> outputs) {
        this.environment = environment;
        this.input = input;
        this.outputs = outputs;
    }

    /** Makes the tensors fit this size. */
    void shape(InputSize size) throws OrtException {
        if (size.width() == width && size.height() == height) {
            return;
        }
        close();
        inputTensor.put(input, tensor(input, 1, CHANNELS, size.height(), size.width()));
        for (Outputs.Output output : outputs) {
            outputTensors.put(output.name(), tensor(output.name(), output.shape(size)));
        }
        width = size.width();
        height = size.height();
    }

    private OnnxTensor tensor(String name, long... shape) throws OrtException {
        int floats = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        FloatBuffer buffer = buffers.get(name);
        if (buffer == null || buffer.capacity() < floats) {
            buffer = DirectFloats.of(floats);
            buffers.put(name, buffer);
        }
        buffer.clear().limit(floats);
        return OnnxTensor.createTensor(environment, buffer, shape);
    }

    FloatBuffer input() {
        return buffers.get(input);
    }

    void run(Network network) throws OrtException {
        network.run(inputTensor, outputTensors);
    }

    /**
     * An output's values on the heap, where the decoders read them many times over; lent until the next run. May be longer than
     * the output.
     */
    float[] values(String name) {
        FloatBuffer buffer = buffers.get(name);
        float[] array = values.get(name);
        if (array == null || array.length < buffer.limit()) {
            array = new float[buffer.limit()];
            values.put(name, array);
        }
        buffer.get(0, array, 0, buffer.limit());
        return array;
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
