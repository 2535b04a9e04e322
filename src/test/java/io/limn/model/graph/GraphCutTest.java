package io.limn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphCutTest {
    /**
     * {@code image} → a → x → [looked] → y → out, with a shortcut from a to y and a constant that both sides of the cut read.
     */
    private static final GraphProto GRAPH = GraphProto.newBuilder()
            .addInput(ValueInfoProto.newBuilder().setName("image"))
            .addOutput(ValueInfoProto.newBuilder().setName("out"))
            .addInitializer(TensorProto.newBuilder().setName("w"))
            .addInitializer(TensorProto.newBuilder().setName("v"))
            .addNode(node("Neg", "constant", "w"))
            .addNode(node("Add", "a", "image", "constant"))
            .addNode(node("Mul", "x", "a", "v"))
            .addNode(node("Exp", "inner", "x"))
            .addNode(node("Sqrt", "looked", "inner"))
            .addNode(node("Clip", "y", "looked", "", "a"))
            .addNode(node("Sub", "out", "y", "constant"))
            .addNode(node("Log", "unused", "y"))
            .build();

    private static NodeProto node(String op, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(op)
                .addOutput(output)
                .addAllInput(List.of(inputs))
                .build();
    }

    private static List<String> operators(Piece piece) {
        return piece.nodes().stream().map(NodeProto::getOpType).toList();
    }

    @Test
    void nodesBetweenACutsReaderAndWriterAreLeftOut() {
        List<Piece> pieces = GraphCut.of(GRAPH, List.of(new Cut(List.of("x"), "looked")));
        assertThat(pieces).hasSize(2);
        assertThat(operators(pieces.get(0))).containsExactly("Neg", "Add", "Mul");
        assertThat(pieces.get(0).inputs()).containsExactly("image");
        assertThat(pieces.get(0).outputs()).containsExactly("a", "x");
        assertThat(pieces.get(0).weights()).containsExactly("v", "w");
        assertThat(operators(pieces.get(1))).containsExactly("Neg", "Clip", "Sub");
        assertThat(pieces.get(1).inputs()).containsExactly("a", "looked");
        assertThat(pieces.get(1).outputs()).containsExactly("out");
        assertThat(pieces.get(1).weights()).containsExactly("w");
    }

    @Test
    void withoutCutsThereIsOnePiece() {
        List<Piece> pieces = GraphCut.of(GRAPH, List.of());
        assertThat(pieces).hasSize(1);
        assertThat(operators(pieces.get(0))).containsExactly("Neg", "Add", "Mul", "Exp", "Sqrt", "Clip", "Sub");
    }

    @Test
    void aGraphThatCannotBeCutIsRefusedWithTheTensorsName() {
        assertRefused(List.of(new Cut(List.of("z"), "looked")), "the network computes no tensor 'z'");
        assertRefused(List.of(new Cut(List.of("x"), "z")), "the network computes no tensor 'z'");
        assertRefused(List.of(new Cut(List.of("w"), "looked")), "the network computes no tensor 'w'");
        assertRefused(List.of(new Cut(List.of("a"), "looked")), "'a' is read elsewhere in the network too");
        assertRefused(
                List.of(new Cut(List.of("y"), "out"), new Cut(List.of("x"), "looked")),
                "'y' is computed from 'looked', which comes later");
        assertRefused(
                List.of(new Cut(List.of("x"), "looked"), new Cut(List.of("a"), "y")),
                "'a' is computed before 'looked' already");
    }

    private static void assertRefused(List<Cut> cuts, String sentence) {
        assertThatThrownBy(() -> GraphCut.of(GRAPH, cuts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
