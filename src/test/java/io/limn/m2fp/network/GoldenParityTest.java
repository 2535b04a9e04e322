package io.limn.m2fp.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.m2fp.Npy;
import io.limn.m2fp.torch.TorchCheckpoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The graph against every array of the published model class run on a tiny random net. */
class GoldenParityTest {
    private static final double TOLERANCE = 5e-4;
    private static final List<String> VALUES = List.of(
            "res2",
            "res3",
            "res4",
            "res5",
            "enc_in_level0",
            "enc_in_level1",
            "enc_in_level2",
            "pos_level0",
            "pos_level1",
            "pos_level2",
            "enc_layer0_out",
            "enc_layer1_out",
            "multi_scale_0",
            "multi_scale_1",
            "multi_scale_2",
            "mask_features",
            "aux0_logits",
            "aux1_logits",
            "aux2_logits");

    static List<GraphOptimizations> optimizations() {
        return List.of(GraphOptimizations.PLAIN, GraphOptimizations.FAST);
    }

    @ParameterizedTest
    @MethodSource("optimizations")
    void everyIntermediateEqualsTheReference(GraphOptimizations optimizations) throws Exception {
        Npy image = Golden.array("input");
        List<String> masks = List.of("mask_logits0", "mask_logits1", "mask_logits2");
        try (TorchCheckpoint checkpoint = TorchCheckpoint.open(Golden.file("pytorch_model.pt"))) {
            List<String> landmarks =
                    Stream.concat(VALUES.stream(), masks.stream()).toList();
            Map<String, float[]> outputs = Networks.run(
                    checkpoint, optimizations, landmarks, image.floats(), image.shape()[2], image.shape()[3]);
            for (String name : Stream.concat(VALUES.stream(), List.of("pred_logits", "pred_masks").stream())
                    .toList()) {
                assertThat(worst(outputs.get(name), turned(name, Golden.array(name))))
                        .as(name)
                        .isLessThan(TOLERANCE);
            }
            for (int i = 0; i < masks.size(); i++) {
                float[] logits = outputs.get(masks.get(i));
                double[] blocked = Golden.array("attn_mask" + i).values();
                assertThat(logits).hasSameSizeAs(blocked);
                for (int j = 0; j < logits.length; j++) {
                    assertThat(logits[j] < 0).as("%s at %d", masks.get(i), j).isEqualTo(blocked[j] == 1);
                }
            }
        }
    }

    private static double worst(float[] values, double[] reference) {
        assertThat(values).hasSameSizeAs(reference);
        double worst = 0;
        for (int i = 0; i < values.length; i++) {
            worst = Math.max(worst, Math.abs(values[i] - reference[i]));
        }
        return worst;
    }

    /** The reference keeps some of its maps channels first where the graph has tokens first. */
    private static double[] turned(String name, Npy reference) {
        boolean channelsFirst = name.startsWith("pos_level") || name.startsWith("multi_scale");
        if (!channelsFirst || reference.shape().length != 4) {
            return reference.values();
        }
        int channels = reference.shape()[1];
        int tokens = reference.shape()[2] * reference.shape()[3];
        double[] turned = new double[reference.values().length];
        for (int c = 0; c < channels; c++) {
            for (int t = 0; t < tokens; t++) {
                turned[t * channels + c] = reference.values()[c * tokens + t];
            }
        }
        return turned;
    }
}
