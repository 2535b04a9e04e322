package io.limn.model.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/**
 * The declared type and shape of a tensor.
 *
 * @param shape dynamic dimensions are negative
 */
record Declared(DataType type, long[] shape) {
    ValueInfoProto named(String name) {
        TensorShapeProto.Builder sides = TensorShapeProto.newBuilder();
        for (long side : shape) {
            if (side < 0) {
                sides.addDim(TensorShapeProto.Dimension.getDefaultInstance());
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
}
