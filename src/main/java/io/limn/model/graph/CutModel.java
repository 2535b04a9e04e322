package io.limn.model.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An ONNX file's network in pieces. Its weights stay in the file, mapped, until a piece is written. */
final class CutModel {
    private final ModelProto model;
    private final Map<String, TensorProto> weights;
    private final List<Piece> pieces;

    private CutModel(ModelProto model, List<Cut> cuts) {
        this.model = model;
        weights = model.getGraph().getInitializerList().stream()
                .collect(Collectors.toMap(TensorProto::getName, weight -> weight));
        pieces = GraphCut.of(model.getGraph(), cuts);
    }

    /**
     * @throws IllegalArgumentException if the graph can't be cut there; the message says why
     * @throws IOException if the file can't be read as ONNX
     */
    public static CutModel of(Path file, List<Cut> cuts) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            CodedInputStream bytes = UnsafeByteOperations.unsafeWrap(
                            channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()))
                    .newCodedInput();
            bytes.enableAliasing(true);
            return new CutModel(ModelProto.parseFrom(bytes), cuts);
        }
    }

    /** The number of pieces, one more than cuts. */
    public int pieces() {
        return pieces.size();
    }

    /** Tensors that a piece reads. */
    public List<String> inputs(int piece) {
        return pieces.get(piece).inputs();
    }

    /** Tensors that a piece outputs. */
    public List<String> outputs(int piece) {
        return pieces.get(piece).outputs();
    }

    /** The whole graph's inputs, by name. */
    public List<String> inputs() {
        return model.getGraph().getInputList().stream()
                .map(ValueInfoProto::getName)
                .toList();
    }

    /** The whole graph's outputs, by name. */
    public List<String> outputs() {
        return model.getGraph().getOutputList().stream()
                .map(ValueInfoProto::getName)
                .toList();
    }

    /**
     * Writes a piece as an ONNX file.
     *
     * @param known its inputs that are not inputs of the graph, by name
     */
    public void write(int piece, Map<String, Declared> known, Path file) throws IOException {
        Piece part = pieces.get(piece);
        Map<String, ValueInfoProto> told = new HashMap<>();
        model.getGraph().getInputList().forEach(input -> told.put(input.getName(), input));
        model.getGraph().getOutputList().forEach(output -> told.put(output.getName(), output));
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName(model.getGraph().getName() + "-" + piece)
                .addAllNode(part.nodes());
        part.weights().forEach(name -> graph.addInitializer(weights.get(name)));
        part.inputs()
                .forEach(name -> graph.addInput(
                        told.containsKey(name)
                                ? told.get(name)
                                : known.get(name).named(name)));
        part.outputs().forEach(name -> graph.addOutput(told.getOrDefault(name, untold(name))));
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING), 1 << 20)) {
            model.toBuilder().setGraph(graph).build().writeTo(out);
        }
    }

    /** A value without type and shape; the runtime infers them. */
    private static ValueInfoProto untold(String name) {
        return ValueInfoProto.newBuilder().setName(name).build();
    }
}
