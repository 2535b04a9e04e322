package io.limn.m2fp.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Builds an ONNX graph in the order of its computation. Node names include the open scopes ({@link #in}), so that a profile shows the
 * network's structure.
 */
public final class GraphBuilder {
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<String, Initializer> initializers = new LinkedHashMap<>();
    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Value> landmarks = new LinkedHashMap<>();
    private String scope = "";

    public GraphBuilder(String name) {
        graph.setName(name);
    }

    /** Runs {@code part} in the scope {@code name}: what it builds has that prefix in its name. */
    public <T> T in(String name, Supplier<T> part) {
        String outer = scope;
        scope = outer + name + "/";
        try {
            return part.get();
        } finally {
            scope = outer;
        }
    }

    /** A float input; negative dimensions are dynamic, and named by {@code freeNames} in order. */
    public Value input(String name, long[] shape, String... freeNames) {
        return input(DataType.FLOAT, name, shape, freeNames);
    }

    /** As {@link #input(String, long[], String...)}, with this element type. */
    public Value input(DataType type, String name, long[] shape, String... freeNames) {
        graph.addInput(described(type, name, shape, freeNames));
        return new Value(name);
    }

    /** Makes {@code value} an output of the graph called {@code name}; the shape is as for {@link #input}. */
    public void output(String name, Value value, long[] shape, String... freeNames) {
        output(DataType.FLOAT, name, value, shape, freeNames);
    }

    /** As {@link #output(String, Value, long[], String...)}, with this element type. */
    public void output(DataType type, String name, Value value, long[] shape, String... freeNames) {
        rename(name, value);
        graph.addOutput(described(type, name, shape, freeNames));
    }

    /** As {@link #output(String, Value, long[], String...)}, for floats of unknown shape. */
    public void output(String name, Value value) {
        rename(name, value);
        graph.addOutput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()))));
    }

    private void rename(String name, Value value) {
        graph.addNode(NodeProto.newBuilder()
                .setName("name/" + name)
                .setOpType("Identity")
                .addInput(value.name())
                .addOutput(name));
    }

    private static ValueInfoProto described(DataType type, String name, long[] shape, String... freeNames) {
        TensorShapeProto.Builder sides = TensorShapeProto.newBuilder();
        int free = 0;
        for (long side : shape) {
            if (side < 0) {
                sides.addDimBuilder().setDimParam(freeNames[free++]);
            } else {
                sides.addDimBuilder().setDimValue(side);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(sides)))
                .build();
    }

    /** The same value under a fixed name, independent of what else is built. */
    public Value named(String name, Value value) {
        rename(name, value);
        return new Value(name);
    }

    /** Records an intermediate value under its name in the literature; see {@link #landmarks}. */
    public Value landmark(String name, Value value) {
        landmarks.put(name, value);
        return value;
    }

    /** The recorded intermediate values by name; a caller may make them outputs. */
    public Map<String, Value> landmarks() {
        return Map.copyOf(landmarks);
    }

    /** A float32 weight, row-major; the supplier is called when the file is written. */
    public Value weight(String name, long[] shape, Supplier<float[]> numbers) {
        initializers.putIfAbsent(name, Initializer.floats(name, shape, numbers));
        return new Value(name);
    }

    /** An int8 weight; the supplier is called when the file is written. */
    public Value int8Weight(String name, long[] shape, Supplier<byte[]> numbers) {
        return weight(name, DataType.INT8, shape, numbers::get);
    }

    /** An int32 weight; the supplier is called when the file is written. */
    public Value int32Weight(String name, long[] shape, Supplier<int[]> numbers) {
        return weight(name, DataType.INT32, shape, numbers::get);
    }

    /** A scalar uint8 constant. */
    public Value uint8(int number) {
        return weight("byte_" + number, DataType.UINT8, new long[0], () -> new byte[] {(byte) number});
    }

    private Value weight(String name, DataType type, long[] shape, Supplier<Object> numbers) {
        initializers.putIfAbsent(name, new Initializer(name, type, shape, numbers));
        return new Value(name);
    }

    /** A small float constant. */
    public Value constant(long[] shape, float... numbers) {
        String name = constants.computeIfAbsent(
                Arrays.toString(shape) + Arrays.toString(numbers), content -> "constant_" + constants.size());
        return weight(name, shape, () -> numbers);
    }

    public Value scalar(float number) {
        return constant(new long[0], number);
    }

    /** A constant vector of int64, for shapes and axes. */
    public Value longs(long... numbers) {
        String name = "long" + Arrays.toString(numbers).replace(" ", "");
        initializers.putIfAbsent(name, Initializer.longs(name, new long[] {numbers.length}, numbers));
        return new Value(name);
    }

    /** A node of ONNX's default operator set with one output. */
    public Value node(String op, List<Value> inputs, Attribute... attributes) {
        return nodes("", op, inputs, 1, attributes).get(0);
    }

    /** A node of any domain; a {@code null} input means that this optional input is omitted. */
    public List<Value> nodes(String domain, String op, List<Value> inputs, int outputs, Attribute... attributes) {
        String stem = scope + op;
        String name = stem + "_" + counts.merge(stem, 1, Integer::sum);
        NodeProto.Builder node =
                NodeProto.newBuilder().setName(name).setOpType(op).setDomain(domain);
        inputs.forEach(input -> node.addInput(input == null ? "" : input.name()));
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            values.add(new Value(outputs == 1 ? name : name + ":" + i));
            node.addOutput(values.get(i).name());
        }
        for (Attribute attribute : attributes) {
            node.addAttribute(attribute.proto());
        }
        graph.addNode(node);
        return values;
    }

    /** The nodes that an output needs, without the weights. */
    GraphProto withoutWeights() {
        Set<String> needed = needed();
        GraphProto.Builder needful = graph.clone().clearNode();
        graph.getNodeList().stream()
                .filter(node -> node.getOutputList().stream().anyMatch(needed::contains))
                .forEach(needful::addNode);
        return needful.build();
    }

    /** The weights that an output needs. */
    List<Initializer> weights() {
        Set<String> needed = needed();
        return initializers.values().stream()
                .filter(weight -> needed.contains(weight.name()))
                .toList();
    }

    /** Names of all values that an output depends on: nodes come after their inputs, so one pass from the end finds them. */
    private Set<String> needed() {
        Set<String> needed = new HashSet<>();
        graph.getOutputList().forEach(output -> needed.add(output.getName()));
        for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
            if (graph.getNode(i).getOutputList().stream().anyMatch(needed::contains)) {
                needed.addAll(graph.getNode(i).getInputList());
            }
        }
        return needed;
    }
}
