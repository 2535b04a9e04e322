package io.limn.m2fp.network;

import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The pixel decoder of Mask2Former (Cheng et al. 2022): a deformable-attention encoder over the three coarse maps, then one step of a
 * feature pyramid that produces the mask features at stride 4.
 */
final class PixelDecoder {
    /**
     * The inputs of the transformer decoder.
     *
     * @param levels geometry of the scales, coarsest first
     * @param scales tokens x channels for each scale
     * @param pyramid 1 x channels x height/4 x width/4
     * @param maskFeatures 1 x mask channels x height/4 x width/4, of the pyramid
     */
    record Features(
            List<Level> levels,
            List<Value> scales,
            Value pyramid,
            Value maskFeatures,
            int channels,
            int maskChannels) {}

    private final Ops ops;
    private final GraphOptimizations optimizations;
    private final Layers layers;
    private final Weights weights;
    private final int heads;

    PixelDecoder(Ops ops, GraphOptimizations optimizations, Precision precision, Weights weights, int heads) {
        this.ops = ops;
        this.optimizations = optimizations;
        this.layers = new Layers(ops, optimizations, precision);
        this.weights = weights;
        this.heads = heads;
    }

    /** @param maps of the backbone, finest first */
    Features decode(List<Backbone.Map> maps) {
        int channels = weights.side("input_proj.0.0.weight", 4, 0);
        List<Backbone.Map> coarseFirst = new ArrayList<>(maps.subList(1, maps.size()));
        Collections.reverse(coarseFirst);
        List<Level> levels = new ArrayList<>();
        List<Value> tokens = new ArrayList<>();
        List<Value> places = new ArrayList<>();
        for (int i = 0; i < coarseFirst.size(); i++) {
            int level = i;
            Value projected = ops.graph().in("input_proj" + i, () -> project(level, coarseFirst.get(level), channels));
            ops.graph().landmark("enc_in_level" + i, projected);
            levels.add(ops.graph().in("level" + i, () -> Level.of(ops, projected, channels)));
            ops.graph().landmark("pos_level" + i, levels.get(i).positions());
            tokens.add(ops.transpose(ops.reshape(projected, channels, -1), 1, 0));
            places.add(ops.add(levels.get(i).positions(), levelRow(level, levels.size(), channels)));
        }
        Value encoded = ops.graph().in("encoder", () -> encode(concat(tokens), concat(places), levels, channels));
        Value lengths = ops.concat(0, levels.stream().map(Level::tokens).toArray(Value[]::new));
        List<Value> scales = ops.split(encoded, 0, lengths, levels.size());
        for (int i = 0; i < scales.size(); i++) {
            ops.graph().landmark("multi_scale_" + i, scales.get(i));
        }
        Value finest = asMap(scales.get(scales.size() - 1), levels.get(levels.size() - 1), channels);
        Value pyramid = ops.graph().in("pyramid", () -> pyramid(maps.get(0), finest, channels));
        int maskChannels = weights.side("mask_features.weight", 4, 0);
        Value maskFeatures = ops.conv(
                pyramid,
                weights.value("mask_features.weight", maskChannels, channels, 1, 1),
                weights.value("mask_features.bias", maskChannels),
                1,
                1);
        ops.graph().landmark("mask_features", maskFeatures);
        return new Features(levels, scales, pyramid, maskFeatures, channels, maskChannels);
    }

    private Value project(int level, Backbone.Map map, int channels) {
        Weights at = weights.at("input_proj." + level);
        Value kernel = at.value("0.weight", channels, map.channels(), 1, 1);
        return layers.groupNorm(at, "1", ops.conv(map.value(), kernel, at.value("0.bias", channels), 1, 1), channels);
    }

    private Value levelRow(int level, int soFar, int channels) {
        int all = Math.max(soFar, weights.side("transformer.level_embed", 2, 0));
        return ops.reshape(weights.rows("transformer.level_embed", level, 1, all, channels), -1);
    }

    /** The number of encoder layers. */
    static int layers(Weights weights) {
        return weights.at("transformer.encoder").count("layers.%d.linear1.weight");
    }

    private Value encode(Value tokens, Value places, List<Level> levels, int channels) {
        Weights encoder = weights.at("transformer.encoder");
        int points = encoder.side("layers.0.self_attn.attention_weights.weight", 2, 0) / (heads * levels.size());
        DeformableAttention attention = new DeformableAttention(ops, optimizations, channels, heads, points, levels);
        int count = layers(weights);
        Value x = tokens;
        for (int i = 0; i < count; i++) {
            Weights layer = encoder.at("layers." + i);
            Value before = x;
            SamplingNames names = SamplingNames.of(i);
            x = ops.graph().in("layer" + i, () -> encoderLayer(names, layer, attention, before, places, channels));
            ops.graph().landmark("enc_layer" + i + "_out", x);
        }
        return x;
    }

    private Value encoderLayer(
            SamplingNames names, Weights at, DeformableAttention attention, Value x, Value places, int channels) {
        Value attended = attention.attend(names, at.at("self_attn"), ops.add(x, places), x);
        Value y = layers.addNorm(at, "norm1", x, attended, channels);
        return layers.addNorm(at, "norm2", y, layers.feedForward(at, y, channels), channels);
    }

    private Value pyramid(Backbone.Map res2, Value finest, int channels) {
        Value lateral =
                ops.conv(res2.value(), weights.value("adapter_1.weight", channels, res2.channels(), 1, 1), null, 1, 1);
        lateral = layers.groupNorm(weights, "adapter_1.norm", lateral, channels);
        Value sum = ops.add(lateral, ops.resize(finest, ops.shape(lateral, 0, 4)));
        Value smoothed = ops.conv(sum, weights.value("layer_1.weight", channels, channels, 3, 3), null, 3, 1);
        return ops.relu(layers.groupNorm(weights, "layer_1.norm", smoothed, channels));
    }

    private Value asMap(Value tokens, Level level, int channels) {
        Value shape = ops.concat(0, ops.graph().longs(1, channels), level.height(), level.width());
        return ops.reshape(ops.transpose(tokens, 1, 0), shape);
    }

    private Value concat(List<Value> parts) {
        return ops.concat(0, parts.toArray(Value[]::new));
    }
}
