package io.limn.m2fp.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Writes a graph as an ONNX file, one weight in memory at a time. */
public final class OnnxFile {
    private static final long IR_VERSION = 8;
    private static final long OPSET = 17;
    /** Protocol buffers are limited to 2 GiB. */
    private static final long LARGEST = Integer.MAX_VALUE;

    private OnnxFile() {}

    /**
     * Writes the file.
     *
     * @param metadata the model's metadata properties
     * @param written receives the bytes of weights written so far
     * @throws IllegalStateException if the weights exceed protobuf's limit of 2 GiB
     */
    public static void write(GraphBuilder builder, Map<String, String> metadata, OutputStream out, LongConsumer written)
            throws IOException {
        GraphProto graph = builder.withoutWeights();
        List<Initializer> weights = builder.weights();
        long length = graph.getSerializedSize();
        for (Initializer weight : weights) {
            length += fieldLength(GraphProto.INITIALIZER_FIELD_NUMBER, tensorLength(weight));
        }
        if (length > LARGEST) {
            throw new IllegalStateException(
                    "the network has " + (length >> 20) + " MB of weights; one ONNX file holds at most 2048 MB");
        }
        CodedOutputStream coded = CodedOutputStream.newInstance(out, 1 << 16);
        model(metadata).writeTo(coded);
        coded.writeTag(ModelProto.GRAPH_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        coded.writeUInt64NoTag(length);
        graph.writeTo(coded);
        long done = 0;
        for (Initializer weight : weights) {
            write(weight, coded);
            done += weight.bytes();
            written.accept(done);
        }
        coded.flush();
    }

    /** The bytes of weights that {@link #write} will write. */
    public static long bytes(GraphBuilder builder) {
        return builder.weights().stream().mapToLong(Initializer::bytes).sum();
    }

    private static ModelProto model(Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("limn")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder()
                        .setDomain("com.microsoft")
                        .setVersion(1));
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }

    private static void write(Initializer weight, CodedOutputStream coded) throws IOException {
        coded.writeTag(GraphProto.INITIALIZER_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        coded.writeUInt64NoTag(tensorLength(weight));
        head(weight).writeTo(coded);
        coded.writeByteArray(TensorProto.RAW_DATA_FIELD_NUMBER, weight.raw());
    }

    private static long tensorLength(Initializer weight) {
        return head(weight).getSerializedSize() + fieldLength(TensorProto.RAW_DATA_FIELD_NUMBER, weight.bytes());
    }

    private static long fieldLength(int field, long bytes) {
        return CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt64SizeNoTag(bytes) + bytes;
    }

    private static TensorProto head(Initializer weight) {
        TensorProto.Builder head = TensorProto.newBuilder()
                .setName(weight.name())
                .setDataType(weight.type().getNumber());
        for (long side : weight.shape()) {
            head.addDims(side);
        }
        return head.build();
    }
}
