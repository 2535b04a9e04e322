package io.limn.m2fp.network;

import io.limn.m2fp.torch.CheckpointWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Checkpoints of the published layout with random, well-conditioned numbers: every layer keeps its input's size, so the net of
 * any depth gives masks of both signs and classes of every certainty. Run as a program it writes the full net, e.g. to time it.
 *
 * @param stem the first two convolutions' channels; the third has twice as many
 * @param blocks of res2 to res5
 * @param mid the inner channels of res2, doubled a stage; the outer are {@code mid * widening}
 */
public record RandomNet(
        int stem,
        int[] blocks,
        int mid,
        int widening,
        int channels,
        int encoderLayers,
        int encoderWidth,
        int queries,
        int classes,
        int decoderLayers,
        int decoderWidth) {
    public static final RandomNet FULL =
            new RandomNet(64, new int[] {3, 4, 23, 3}, 64, 4, 256, 6, 1024, 100, 21, 9, 2048);
    /** Like the full one in nothing but its parts. */
    public static final RandomNet SMALL = new RandomNet(8, new int[] {1, 2, 1, 1}, 8, 4, 32, 2, 48, 12, 5, 4, 40);

    private static final int HEADS = 8;
    private static final int LEVELS = 3;
    private static final int POINTS = 4;

    public static void main(String[] arguments) throws IOException {
        FULL.write(Path.of(arguments[0]), 1);
    }

    public RandomNet withClasses(int others) {
        return new RandomNet(
                stem,
                blocks,
                mid,
                widening,
                channels,
                encoderLayers,
                encoderWidth,
                queries,
                others,
                decoderLayers,
                decoderWidth);
    }

    public void write(Path file, long seed) throws IOException {
        Map<String, long[]> shapes = shapes();
        CheckpointWriter.write(
                file, shapes, name -> values(name, shapes.get(name), new Random(seed * 31 + name.hashCode())));
    }

    /** Names and shapes of all float tensors, in the order of the published checkpoint. */
    public Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        convolution(shapes, "backbone.stem.conv1", stem, 3, 3);
        convolution(shapes, "backbone.stem.conv2", stem, stem, 3);
        convolution(shapes, "backbone.stem.conv3", 2 * stem, stem, 3);
        int in = 2 * stem;
        for (int stage = 0; stage < 4; stage++) {
            int inner = mid << stage;
            for (int block = 0; block < blocks[stage]; block++) {
                String name = "backbone.res" + (stage + 2) + "." + block + ".";
                if (block == 0) {
                    convolution(shapes, name + "shortcut", inner * widening, in, 1);
                }
                convolution(shapes, name + "conv1", inner, in, 1);
                convolution(shapes, name + "conv2", inner, inner, 3);
                convolution(shapes, name + "conv3", inner * widening, inner, 1);
                in = inner * widening;
            }
        }
        pixelDecoder(shapes, "sem_seg_head.pixel_decoder.");
        predictor(shapes, "sem_seg_head.predictor.");
        return shapes;
    }

    private void pixelDecoder(Map<String, long[]> shapes, String at) {
        for (int level = 0; level < LEVELS; level++) {
            shapes.put(
                    at + "input_proj." + level + ".0.weight",
                    new long[] {channels, (long) mid * widening << (3 - level), 1, 1});
            shapes.put(at + "input_proj." + level + ".0.bias", new long[] {channels});
            norm(shapes, at + "input_proj." + level + ".1");
        }
        shapes.put(at + "transformer.level_embed", new long[] {LEVELS, channels});
        for (int layer = 0; layer < encoderLayers; layer++) {
            String name = at + "transformer.encoder.layers." + layer + ".";
            linear(shapes, name + "self_attn.sampling_offsets", HEADS * LEVELS * POINTS * 2, channels);
            linear(shapes, name + "self_attn.attention_weights", HEADS * LEVELS * POINTS, channels);
            linear(shapes, name + "self_attn.value_proj", channels, channels);
            linear(shapes, name + "self_attn.output_proj", channels, channels);
            norm(shapes, name + "norm1");
            linear(shapes, name + "linear1", encoderWidth, channels);
            linear(shapes, name + "linear2", channels, encoderWidth);
            norm(shapes, name + "norm2");
        }
        shapes.put(at + "mask_features.weight", new long[] {channels, channels, 1, 1});
        shapes.put(at + "mask_features.bias", new long[] {channels});
        shapes.put(at + "adapter_1.weight", new long[] {channels, (long) mid * widening, 1, 1});
        norm(shapes, at + "adapter_1.norm");
        shapes.put(at + "layer_1.weight", new long[] {channels, channels, 3, 3});
        norm(shapes, at + "layer_1.norm");
    }

    private void predictor(Map<String, long[]> shapes, String at) {
        for (int layer = 0; layer < decoderLayers; layer++) {
            attention(shapes, at + "transformer_self_attention_layers." + layer, ".self_attn");
        }
        for (int layer = 0; layer < decoderLayers; layer++) {
            attention(shapes, at + "transformer_cross_attention_layers." + layer, ".multihead_attn");
        }
        for (int layer = 0; layer < decoderLayers; layer++) {
            String name = at + "transformer_ffn_layers." + layer + ".";
            linear(shapes, name + "linear1", decoderWidth, channels);
            linear(shapes, name + "linear2", channels, decoderWidth);
            norm(shapes, name + "norm");
        }
        norm(shapes, at + "decoder_norm");
        shapes.put(at + "query_feat.weight", new long[] {queries, channels});
        shapes.put(at + "query_embed.weight", new long[] {queries, channels});
        shapes.put(at + "level_embed.weight", new long[] {LEVELS, channels});
        linear(shapes, at + "class_embed", classes + 1, channels);
        for (int i = 0; i < 3; i++) {
            linear(shapes, at + "mask_embed.layers." + i, channels, channels);
        }
    }

    private void attention(Map<String, long[]> shapes, String layer, String kind) {
        shapes.put(layer + kind + ".in_proj_weight", new long[] {3L * channels, channels});
        shapes.put(layer + kind + ".in_proj_bias", new long[] {3L * channels});
        linear(shapes, layer + kind + ".out_proj", channels, channels);
        norm(shapes, layer + ".norm");
    }

    private static void convolution(Map<String, long[]> shapes, String name, long out, long in, long kernel) {
        shapes.put(name + ".weight", new long[] {out, in, kernel, kernel});
        for (String part : new String[] {"weight", "bias", "running_mean", "running_var"}) {
            shapes.put(name + ".norm." + part, new long[] {out});
        }
    }

    private static void linear(Map<String, long[]> shapes, String name, long out, long in) {
        shapes.put(name + ".weight", new long[] {out, in});
        shapes.put(name + ".bias", new long[] {out});
    }

    private void norm(Map<String, long[]> shapes, String name) {
        shapes.put(name + ".weight", new long[] {channels});
        shapes.put(name + ".bias", new long[] {channels});
    }

    private static float[] values(String name, long[] shape, Random random) {
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        boolean norm = name.contains("norm") || name.contains("input_proj") && shape.length == 1;
        double centre = norm && (name.endsWith("weight") || name.endsWith("running_var")) ? 1 : 0;
        double spread = 0.1;
        if (name.contains("conv3.norm.weight") && !name.contains("stem")) {
            centre = 0.25;
        } else if (name.endsWith("sampling_offsets.bias")) {
            spread = 2;
        } else if (name.endsWith("embed.weight")
                || name.endsWith("level_embed")
                || name.endsWith("query_feat.weight")) {
            spread = name.contains("class_embed") ? 0.25 : 1;
        } else if (shape.length == 4) {
            spread = Math.sqrt(2.0 / (shape[1] * shape[2] * shape[3]));
        } else if (shape.length == 2) {
            spread = (name.contains("sampling_offsets") ? 0.5 : 1) / Math.sqrt(shape[1]);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    (centre + spread * (name.endsWith("running_var") ? random.nextDouble() : random.nextGaussian()));
        }
        return values;
    }
}
