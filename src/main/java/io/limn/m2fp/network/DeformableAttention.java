package io.limn.m2fp.network;

import io.limn.m2fp.graph.GraphBuilder;
import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Multi-scale deformable attention (Zhu et al. 2021): every token samples a few points of every scale, at positions and with weights that
 * are computed from the token. Tokens are the rows of a matrix, scale after scale.
 */
final class DeformableAttention {
    private final Ops ops;
    private final Layers layers;
    private final GraphOptimizations optimizations;
    private final int channels;
    private final int heads;
    private final int points;
    private final List<Level> levels;
    private final Value lengths;
    private final Value references;
    private final Value toGrid;

    /**
     * @param points per head and scale
     * @param levels the scales, in the order of the tokens
     */
    DeformableAttention(
            Ops ops, GraphOptimizations optimizations, int channels, int heads, int points, List<Level> levels) {
        this.ops = ops;
        this.layers = new Layers(ops, optimizations);
        this.optimizations = optimizations;
        this.channels = channels;
        this.heads = heads;
        this.points = points;
        this.levels = levels;
        this.lengths = ops.concat(0, levels.stream().map(Level::tokens).toArray(Value[]::new));
        this.references = references();
        this.toGrid = toGrid();
    }

    /**
     * Attends.
     *
     * @param names of the sampling's inputs and output
     * @param query tokens x channels with position embeddings added; positions and weights are computed from it
     */
    Value attend(SamplingNames names, Weights at, Value query, Value x) {
        int samples = levels.size() * points;
        GraphBuilder graph = ops.graph();
        Value offsets = graph.named(
                names.offsets(), layers.linear(at, "sampling_offsets", query, heads * samples * 2, channels));
        Value shares = graph.named(
                names.shares(),
                ops.softmax(ops.reshape(
                        layers.linear(at, "attention_weights", query, heads * samples, channels), 0, heads, samples)));
        Value values = graph.named(names.values(), layers.linear(at, "value_proj", x, channels, channels));
        Value sums =
                optimizations.matrices() ? samplesFirst(offsets, shares, values) : asWritten(offsets, shares, values);
        Value sampled = graph.named(names.sampled(), ops.transpose(sums, 1, 0));
        return layers.linear(at, "output_proj", sampled, channels, channels);
    }

    /** The paper's formula: all samples of a token side by side, weighted and summed over the last axis. Channels x tokens. */
    private Value asWritten(Value offsets, Value shares, Value values) {
        int samples = levels.size() * points;
        int size = channels / heads;
        Value places = ops.reshape(ops.add(ops.mul(offsets, toGrid), references), 0, heads, levels.size(), points, 2);
        List<Value> value = ops.split(values, 0, lengths, levels.size());
        List<Value> place = ops.split(places, 2, ones(), levels.size());
        Value[] sampled = new Value[levels.size()];
        for (int i = 0; i < sampled.length; i++) {
            Value turned = ops.transpose(ops.reshape(value.get(i), 0, heads, size), 1, 2, 0);
            Value grid = ops.transpose(ops.reshape(place.get(i), 0, heads, points, 2), 1, 0, 2, 3);
            sampled[i] = ops.unsqueeze(ops.gridSample(asMap(turned, levels.get(i)), grid), 3);
        }
        Value all = ops.reshape(ops.concat(3, sampled), heads, size, -1, samples);
        Value weighed = ops.mul(all, ops.unsqueeze(ops.transpose(shares, 1, 0, 2), 1));
        return ops.reshape(ops.sum(weighed, false, 3), channels, -1);
    }

    private Value samplesFirst(Value offsets, Value shares, Value values) {
        Value weights = ops.transpose(ops.reshape(shares, 0, heads, levels.size(), points), 2, 1, 3, 0);
        List<Value> maps = maps(values);
        List<Value> grid = ops.split(grids(offsets), 0, ones(), levels.size());
        List<Value> weight = ops.split(weights, 0, ones(), levels.size());
        Value sum = null;
        for (int i = 0; i < levels.size(); i++) {
            Value sampled = ops.gridSample(maps.get(i), ops.reshape(grid.get(i), heads, points, -1, 2));
            Value weighed = ops.mul(sampled, ops.reshape(weight.get(i), heads, 1, points, -1));
            Value part = ops.sum(weighed, false, 2);
            sum = sum == null ? part : ops.add(sum, part);
        }
        return ops.reshape(sum, channels, -1);
    }

    /** The maps to sample: head x channel x height x width for each scale. */
    private List<Value> maps(Value values) {
        List<Value> flat = ops.split(ops.transpose(values, 1, 0), 1, lengths, levels.size());
        List<Value> maps = new ArrayList<>();
        for (int i = 0; i < flat.size(); i++) {
            maps.add(asMap(flat.get(i), levels.get(i)));
        }
        return maps;
    }

    private Value asMap(Value values, Level level) {
        return ops.reshape(
                values, ops.concat(0, ops.graph().longs(heads, channels / heads), level.height(), level.width()));
    }

    /** The sampling grids: level x head x point x token x (x, y), in -1..1. */
    private Value grids(Value offsets) {
        Value located = ops.add(ops.mul(offsets, toGrid), references);
        return ops.transpose(ops.reshape(located, 0, heads, levels.size(), points, 2), 2, 1, 3, 0, 4);
    }

    private Value references() {
        Value all = ops.concat(0, levels.stream().map(Level::references).toArray(Value[]::new));
        Value copies = ops.graph().longs(1, (long) heads * levels.size() * points);
        return ops.graph().node("Tile", List.of(all, copies));
    }

    /** The factors from pixels of a scale to grid units, 2/width and 2/height, laid out like a token's row of offsets. */
    private Value toGrid() {
        List<Value> scales = new ArrayList<>();
        for (Level level : levels) {
            Value sides = ops.toFloat(ops.concat(0, level.width(), level.height()));
            scales.add(ops.graph()
                    .node(
                            "Tile",
                            List.of(ops.div(ops.scalar(2), sides), ops.graph().longs(points))));
        }
        Value row = ops.concat(0, scales.toArray(Value[]::new));
        return ops.graph().node("Tile", List.of(row, ops.graph().longs(heads)));
    }

    private Value ones() {
        long[] ones = new long[levels.size()];
        Arrays.fill(ones, 1);
        return ops.graph().longs(ones);
    }
}
