package io.limn.model;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A model package for tests: a real network in a real file, small enough to be worked out by hand. It averages 4×4 pixels;
 * red pixels become label 1 and green ones label 2; blue is the heat of a person's centre, added to either; offsets are 0, so
 * each cell belongs to the nearest centre.
 */
final class TinyModel {
    static final String HEADS = """
            {"kind": "dense", "layer": "colours", "logits": "colours", "stride": 4},
            {"kind": "persons", "centres": "centres", "offsets": "offsets", "stride": 4, "threshold": 0.5, "window": 3},
            {"kind": "keypoints", "heatmaps": "keypoints", "stride": 4, "threshold": 0.5, "joints": ["nose"]}""";

    private TinyModel() {}

    /** Writes the package {@code tiny} into the directory and gives its folder. */
    static Path write(Path directory) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("tiny"));
        Files.write(folder.resolve("model.onnx"), network().toByteArray());
        Files.writeString(folder.resolve("model.json"), manifest(folder, HEADS));
        return folder;
    }

    static String manifest(Path folder, String heads) throws IOException {
        return """
                {"name": "tiny", "version": "1", "licence": "Apache-2.0", "source": "made for tests", "file": "model.onnx",
                 "sha256": "%s",
                 "input": {"tensor": "image", "colour": "RGB", "mean": [0, 0, 0], "std": [255, 255, 255],
                           "size": {"rule": "budget", "pixels": 65536, "stride": 8, "enlarge": 1.0}},
                 "layers": [{"name": "colours", "labels": [
                     {"id": 0, "name": "background", "colour": "#000000"},
                     {"id": 1, "name": "left-red", "colour": "#FF0000"},
                     {"id": 2, "name": "right-green", "colour": "#00FF00"}], "pairs": [["left-red", "right-green"]]}],
                 "heads": [%s]}
                """.formatted(Sha256.of(folder.resolve("model.onnx")), heads);
    }

    private static OnnxMl.ModelProto network() {
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder()
                .setName("tiny")
                .addInput(value("image", 3))
                .addNode(node("AveragePool", List.of("image"), "cells")
                        .addAttribute(ints("kernel_shape", 4, 4))
                        .addAttribute(ints("strides", 4, 4)));
        conv(graph, "colours", 3, new float[] {0, 0, 0, 1, 0, 0, 0, 1, 0}, new float[] {0.03f, 0, 0});
        conv(graph, "centres", 1, new float[] {0, 0, 1}, new float[] {0});
        conv(graph, "offsets", 2, new float[6], new float[2]);
        conv(graph, "keypoints", 1, new float[] {1, 0, 0}, new float[] {0});
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
                .setGraph(graph)
                .build();
    }

    private static void conv(OnnxMl.GraphProto.Builder graph, String name, int channels, float[] weights, float[] bias) {
        graph.addInitializer(floats(name + ".w", weights, channels, 3, 1, 1));
        graph.addInitializer(floats(name + ".b", bias, channels));
        graph.addNode(node("Conv", List.of("cells", name + ".w", name + ".b"), name)
                .addAttribute(ints("kernel_shape", 1, 1)));
        graph.addOutput(value(name, channels));
    }

    private static OnnxMl.NodeProto.Builder node(String operator, List<String> inputs, String output) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output);
    }

    private static OnnxMl.AttributeProto ints(String name, long... values) {
        OnnxMl.AttributeProto.Builder attribute = OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    private static OnnxMl.TensorProto floats(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                .setRawData(com.google.protobuf.ByteString.copyFrom(bytes.array()));
        for (long side : shape) {
            tensor.addDims(side);
        }
        return tensor.build();
    }

    private static OnnxMl.ValueInfoProto value(String name, int channels) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(1));
        shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(channels));
        shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(name + "-height"));
        shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(name + "-width"));
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }
}
