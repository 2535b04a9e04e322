package io.limn.m2fp.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.limn.m2fp.graph.GraphBuilder;
import io.limn.m2fp.torch.TorchCheckpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Int8PrecisionTest {
    private static final int SIDE = 64;
    private static final long[] SHAPE = {1, 3, SIDE, SIDE};

    @TempDir
    Path directory;

    private static float[] image(int seed) {
        Random random = new Random(seed);
        float[] image = new float[3 * SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
        }
        return image;
    }

    private static Ranges ranges(TorchCheckpoint checkpoint) throws Exception {
        Ranges ranges = new Ranges();
        byte[] observed = Networks.bytes(M2fpGraph.observed(checkpoint));
        for (int seed = 1; seed < 4; seed++) {
            ranges.widen(Networks.run(observed, Map.of("image", image(seed)), SHAPE));
        }
        return ranges;
    }

    private TorchCheckpoint checkpoint() throws Exception {
        Path file = directory.resolve("net.pt");
        RandomNet.SMALL.write(file, 3);
        return TorchCheckpoint.open(file);
    }

    private static byte[] upToRes5(GraphBuilder graph) throws Exception {
        graph.output("res5", graph.landmarks().get("res5"));
        return Networks.bytes(graph);
    }

    private static float[] res5(byte[] model, OptLevel level) throws Exception {
        return Networks.run(model, Map.of("image", image(9)), SHAPE, level).get("res5");
    }

    private static double gap(float[] expected, float[] actual) {
        double size = 0;
        double gap = 0;
        for (int i = 0; i < expected.length; i++) {
            size += Math.abs(expected[i]);
            gap += Math.abs(expected[i] - actual[i]);
        }
        return gap / size;
    }

    @Test
    void int8GivesTheBackbonesMapsWithinFourPercent() throws Exception {
        try (TorchCheckpoint checkpoint = checkpoint()) {
            byte[] floats = upToRes5(M2fpGraph.build(checkpoint, GraphOptimizations.FAST));
            byte[] bytes = upToRes5(M2fpGraph.buildInt8(checkpoint, ranges(checkpoint)));
            assertThat(gap(res5(floats, OptLevel.ALL_OPT), res5(bytes, OptLevel.ALL_OPT)))
                    .isBetween(1e-4, 0.04);
        }
    }

    /** With weights of 8 bits a processor without VNNI was 2 % off: sums of two products overflowed. */
    @Test
    void int8GivesNearlyTheResultsOfFloatingPoint() throws Exception {
        try (TorchCheckpoint checkpoint = checkpoint()) {
            byte[] bytes = upToRes5(M2fpGraph.buildInt8(checkpoint, ranges(checkpoint)));
            assertThat(gap(res5(bytes, OptLevel.NO_OPT), res5(bytes, OptLevel.ALL_OPT)))
                    .isLessThan(1e-3);
        }
    }

    @Test
    void convolutionsThatSaveLittleStayInFloatingPoint() throws Exception {
        try (TorchCheckpoint checkpoint = checkpoint()) {
            var graph = M2fpGraph.buildInt8(checkpoint, ranges(checkpoint));
            List<NodeProto> nodes =
                    ModelProto.parseFrom(Networks.bytes(graph)).getGraph().getNodeList();
            List<NodeProto> convolutions = nodes.stream()
                    .filter(node ->
                            node.getOpType().equals("Conv") && node.getName().startsWith("backbone/"))
                    .toList();
            assertThat(convolutions)
                    .allSatisfy(node -> assertThat(node.getInput(1).contains("DequantizeLinear"))
                            .as(node.getName())
                            .isEqualTo(node.getName().matches("backbone/res[345]/.*")));
            assertThat(convolutions).anyMatch(node -> node.getName().startsWith("backbone/res5/"));
            assertThat(nodes.stream()
                            .filter(node -> node.getOpType().equals("Gemm")
                                    && node.getInput(1).contains("DequantizeLinear"))
                            .map(NodeProto::getName))
                    .as("two a layer of the pixel decoder")
                    .hasSize(2 * RandomNet.SMALL.encoderLayers())
                    .allMatch(name -> name.startsWith("pixel_decoder/encoder/layer"));
        }
    }

    @Test
    void aQuantisationRangeHoldsZeroExactly() {
        Ranges ranges = new Ranges();
        ranges.widen(Map.of("a low", new float[] {-0.5f}, "a high", new float[] {2.05f}));
        assertThat(ranges.of("a").scale()).isCloseTo(0.01f, within(1e-6f));
        assertThat(ranges.of("a").zero()).isEqualTo(50);
        ranges.widen(Map.of("b low", new float[] {1}, "b high", new float[] {2.55f}));
        assertThat(ranges.of("b").zero()).isZero();
        assertThat(ranges.of("b").scale()).isCloseTo(0.01f, within(1e-6f));
        ranges.widen(Map.of("c low", new float[] {0}, "c high", new float[] {0}));
        assertThat(ranges.of("c").scale()).isEqualTo(1);
    }
}
