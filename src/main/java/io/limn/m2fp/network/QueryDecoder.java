package io.limn.m2fp.network;

import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The masked-attention decoder of Mask2Former (Cheng et al. 2022): learned queries attend to one scale per layer, each only inside the
 * mask it has predicted so far.
 */
final class QueryDecoder {
    private final Ops ops;
    private final GraphOptimizations optimizations;
    private final Layers layers;
    private final Attention attention;
    private final Weights weights;
    private final PixelDecoder.Features features;
    private final int channels;
    private final int queries;
    private final MaskHead maskHead;
    private final List<Value> memories = new ArrayList<>();
    private final List<Value> keys = new ArrayList<>();
    private final List<Value> cells = new ArrayList<>();

    /** @param pixels weights of the pixel decoder */
    QueryDecoder(
            Ops ops,
            GraphOptimizations optimizations,
            Weights weights,
            Weights pixels,
            PixelDecoder.Features features,
            int heads) {
        this.ops = ops;
        this.optimizations = optimizations;
        this.layers = new Layers(ops, optimizations);
        this.weights = weights;
        this.features = features;
        this.channels = features.channels();
        this.queries = weights.side("query_feat.weight", 2, 0);
        this.attention = new Attention(ops, optimizations, channels, heads);
        this.maskHead = new MaskHead(ops, optimizations, weights.at("mask_embed"), pixels, channels, features);
        for (int i = 0; i < features.scales().size(); i++) {
            Value row =
                    weights.rows("level_embed.weight", i, 1, features.scales().size(), channels);
            Value memory = ops.add(features.scales().get(i), row);
            memories.add(memory);
            keys.add(ops.add(memory, features.levels().get(i).positions()));
            Value map = maskHead.map(features);
            cells.add(flat(
                    optimizations.smallMasks() ? shrunk(map, features.levels().get(i)) : map));
        }
    }

    /** Adds the outputs: class logits (1 x queries x classes+1) and mask logits (1 x queries x height/4 x width/4). */
    void decode() {
        Value x = weights.value("query_feat.weight", queries, channels);
        Value places = weights.value("query_embed.weight", queries, channels);
        int count = weights.count("transformer_ffn_layers.%d.linear1.weight");
        for (int i = 0; i < count; i++) {
            int layer = i;
            Value before = x;
            x = ops.graph().in("decoder/layer" + i, () -> layer(layer, before, places));
        }
        Value normed = layers.layerNorm(weights, "decoder_norm", x, channels);
        Value logits = classes(normed);
        Value map = ops.shape(maskHead.map(features), 2, 4);
        Value masks = maskHead.logits(normed, flat(maskHead.map(features)));
        ops.graph().landmark("aux" + count + "_logits", logits);
        ops.graph().output("pred_logits", ops.unsqueeze(logits, 0), new long[] {
            1, queries, weights.side("class_embed.weight", 2, 0)
        });
        Value shaped = ops.reshape(masks, ops.concat(0, ops.graph().longs(1, queries), map));
        ops.graph().output("pred_masks", shaped, new long[] {1, queries, -1, -1}, "mask_height", "mask_width");
    }

    private Value layer(int index, Value x, Value places) {
        int scale = index % memories.size();
        Value normed = layers.layerNorm(weights, "decoder_norm", x, channels);
        ops.graph().landmark("aux" + index + "_logits", classes(normed));
        Value logits = maskLogits(index, scale, normed);
        Weights cross = weights.at("transformer_cross_attention_layers." + index);
        Value read = attention.attend(
                cross.at("multihead_attn"), ops.add(x, places), keys.get(scale), memories.get(scale), blocked(logits));
        Value y = layers.addNorm(cross, "norm", x, read, channels);
        Weights self = weights.at("transformer_self_attention_layers." + index);
        Value query = ops.add(y, places);
        Value told = attention.attend(self.at("self_attn"), query, query, y, null);
        y = layers.addNorm(self, "norm", y, told, channels);
        Weights forward = weights.at("transformer_ffn_layers." + index);
        return layers.addNorm(forward, "norm", y, layers.feedForward(forward, y, channels), channels);
    }

    private Value classes(Value normed) {
        int classes = weights.side("class_embed.weight", 2, 0);
        return layers.linear(weights, "class_embed", normed, classes, channels);
    }

    /** The masks predicted so far, at the scale of the next layer: queries x tokens. */
    private Value maskLogits(int index, int scale, Value normed) {
        Value masks = maskHead.logits(normed, cells.get(scale));
        if (!optimizations.smallMasks()) {
            Value sides = ops.shape(features.maskFeatures(), 2, 4);
            Value full = ops.reshape(masks, ops.concat(0, ops.graph().longs(1, queries), sides));
            masks = ops.reshape(shrunk(full, features.levels().get(scale)), queries, -1);
        }
        return ops.graph().landmark("mask_logits" + index, masks);
    }

    /** The attention bias: 0 inside a query's mask, -1e30 outside; a query with an empty mask may attend everywhere. */
    private Value blocked(Value logits) {
        Value open = ops.scalar(0);
        Value nowhere = ops.less(ops.max(logits, 1), open);
        Value threshold = ops.where(nowhere, ops.scalar(-Float.MAX_VALUE), open);
        return ops.where(ops.less(logits, threshold), ops.scalar(-1e30f), open);
    }

    private Value shrunk(Value map, Level level) {
        Value outer = ops.shape(map, 0, 2);
        return ops.resize(map, ops.concat(0, outer, level.height(), level.width()));
    }

    private Value flat(Value map) {
        return ops.reshape(map, optimizations.smallMasks() ? channels : features.maskChannels(), -1);
    }
}
