package io.limn.m2fp.network;

import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;

/** Multi-head attention (Vaswani et al. 2017) with PyTorch's packed input projection, whose rows are query, key and value. */
final class Attention {
    private final Ops ops;
    private final GraphOptimizations optimizations;
    private final Layers layers;
    private final int channels;
    private final int heads;

    Attention(Ops ops, GraphOptimizations optimizations, int channels, int heads) {
        this.ops = ops;
        this.optimizations = optimizations;
        this.layers = new Layers(ops, optimizations);
        this.channels = channels;
        this.heads = heads;
    }

    /**
     * Attends; {@code query}, {@code key} and {@code value} are tokens x channels.
     *
     * @param bias added to the scores of every head (queries x keys), or null
     */
    Value attend(Weights at, Value query, Value key, Value value, Value bias) {
        return optimizations.matrices()
                ? channelsFirst(at, query, key, value, bias)
                : asWritten(at, query, key, value, bias);
    }

    private Value asWritten(Weights at, Value query, Value key, Value value, Value bias) {
        int size = channels / heads;
        Value q = ops.transpose(ops.reshape(projected(at, query, 0), 0, heads, size), 1, 0, 2);
        Value k = ops.transpose(ops.reshape(projected(at, key, 1), 0, heads, size), 1, 2, 0);
        Value v = ops.transpose(ops.reshape(projected(at, value, 2), 0, heads, size), 1, 0, 2);
        Value scores = ops.matMul(ops.mul(q, scale(size)), k);
        Value shares = ops.softmax(bias == null ? scores : ops.add(scores, bias));
        Value read = ops.reshape(ops.transpose(ops.matMul(shares, v), 1, 0, 2), 0, channels);
        return layers.linear(at, "out_proj", read, channels, channels);
    }

    /** Works on channels x tokens, so that splitting into heads is a reshape; the remaining transposes are part of the products. */
    private Value channelsFirst(Weights at, Value query, Value key, Value value, Value bias) {
        int size = channels / heads;
        Value q = ops.reshape(turned(at, query, 0), heads, size, -1);
        Value k = ops.reshape(turned(at, key, 1), heads, size, -1);
        Value v = ops.reshape(turned(at, value, 2), heads, size, -1);
        Value scores = ops.matMul(ops.transpose(ops.mul(q, scale(size)), 0, 2, 1), k);
        Value shares = ops.softmax(bias == null ? scores : ops.add(scores, bias));
        Value read = ops.reshape(ops.matMul(v, ops.transpose(shares, 0, 2, 1)), channels, -1);
        return ops.gemm(
                read, true, at.value("out_proj.weight", channels, channels), true, at.value("out_proj.bias", channels));
    }

    private Value projected(Weights at, Value x, int part) {
        return layers.linearRows(at, "in_proj", x, part * channels, channels, 3 * channels, channels);
    }

    private Value turned(Weights at, Value x, int part) {
        return layers.turnedRows(at, "in_proj", x, part * channels, channels, 3 * channels, channels);
    }

    private Value scale(int size) {
        return ops.scalar((float) (1 / Math.sqrt(size)));
    }
}
