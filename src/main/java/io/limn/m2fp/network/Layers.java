package io.limn.m2fp.network;

import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;
import io.limn.m2fp.torch.CheckpointException;
import java.util.Arrays;

/** The layers that transformers are built from. */
final class Layers {
    private static final int GROUPS = 32;

    private final Ops ops;
    private final GraphOptimizations optimizations;
    private final Precision precision;

    /** Layers in floating point. */
    Layers(Ops ops, GraphOptimizations optimizations) {
        this(ops, optimizations, new FloatPrecision(ops, optimizations));
    }

    Layers(Ops ops, GraphOptimizations optimizations, Precision precision) {
        this.ops = ops;
        this.optimizations = optimizations;
        this.precision = precision;
    }

    /** {@code x·Wᵀ + b} over the last axis. */
    Value linear(Weights at, String name, Value x, int out, int in) {
        return precision.linear(at.linear(name, out, in), x);
    }

    /** Rows {@code from} to {@code from + out} of a linear layer whose tensors are called {@code _weight} and {@code _bias}, as in {@code in_proj}. */
    Value linearRows(Weights at, String name, Value x, int from, int out, int all, int in) {
        Value bias = at.part(name + "_bias", from, out, all);
        if (optimizations.matrices()) {
            return ops.gemm(x, false, at.rows(name + "_weight", from, out, all, in), true, bias);
        }
        return ops.add(ops.matMul(x, at.transposedRows(name + "_weight", from, out, all, in)), bias);
    }

    /** As {@link #linearRows}, but returns channels x tokens: the transpose is free inside a Gemm. */
    Value turnedRows(Weights at, String name, Value x, int from, int out, int all, int in) {
        return ops.gemm(
                at.rows(name + "_weight", from, out, all, in),
                false,
                x,
                true,
                at.rows(name + "_bias", from, out, all, 0));
    }

    Value feedForward(Weights at, Value x, int channels) {
        int inner = at.side("linear1.weight", 2, 0);
        Value wide = ops.relu(linear(at, "linear1", x, inner, channels));
        return linear(at, "linear2", wide, channels, inner);
    }

    /** The first {@code count} layers of a multi-layer perceptron, with a ReLU between layers. */
    Value perceptron(Weights at, Value x, int in, int count) {
        Value y = x;
        int width = in;
        for (int i = 0; i < count; i++) {
            int out = at.side("layers." + i + ".weight", 2, 0);
            y = linear(at, "layers." + i, i == 0 ? y : ops.relu(y), out, width);
            width = out;
        }
        return y;
    }

    /** Post-norm residual: LN(x + y). */
    Value addNorm(Weights at, String norm, Value x, Value y, int channels) {
        return layerNorm(at, norm, ops.add(x, y), channels);
    }

    Value layerNorm(Weights at, String norm, Value x, int channels) {
        return ops.layerNorm(x, at.value(norm + ".weight", channels), at.value(norm + ".bias", channels));
    }

    /** Group norm over 32 groups: an instance norm with the groups as channels, then a scale and a shift per channel. */
    Value groupNorm(Weights at, String norm, Value x, int channels) {
        if (channels % GROUPS != 0) {
            throw new CheckpointException("tensor '" + at.nameOf(norm + ".weight") + "' has " + channels
                    + " channels, which do not make " + GROUPS + " groups");
        }
        Value grouped = ops.reshape(x, 0, GROUPS, -1);
        Value ones = ops.graph().constant(new long[] {GROUPS}, filled(1));
        Value zeros = ops.graph().constant(new long[] {GROUPS}, filled(0));
        Value normed = ops.reshape(ops.instanceNorm(grouped, ones, zeros), ops.shape(x, 0, 4));
        long[] column = {channels, 1, 1};
        return ops.add(ops.mul(normed, at.shaped(norm + ".weight", column)), at.shaped(norm + ".bias", column));
    }

    private static float[] filled(float value) {
        float[] numbers = new float[GROUPS];
        Arrays.fill(numbers, value);
        return numbers;
    }
}
