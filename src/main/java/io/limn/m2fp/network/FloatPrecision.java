package io.limn.m2fp.network;

import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;

/** Computes in 32-bit floating point. */
record FloatPrecision(Ops ops, GraphOptimizations optimizations) implements Precision {
    @Override
    public Value convolved(Folded convolution, Value x, int stride) {
        Value kernel = ops.graph().weight(convolution.name() + ".weight", convolution.shape(), convolution::weights);
        Value bias =
                ops.graph().weight(convolution.name() + ".bias", new long[] {convolution.out()}, convolution::bias);
        return ops.conv(x, kernel, bias, convolution.size(), stride);
    }

    @Override
    public Value rectified(Folded convolution, Value x, int stride) {
        return ops.relu(convolved(convolution, x, stride));
    }

    @Override
    public Value linear(Linear layer, Value x) {
        Weights at = layer.at();
        Value bias = at.value(layer.own() + ".bias", layer.out());
        if (optimizations.matrices()) {
            return ops.gemm(x, false, at.value(layer.own() + ".weight", layer.shape()), true, bias);
        }
        return ops.add(ops.matMul(x, at.transposed(layer.own() + ".weight", layer.out(), layer.in())), bias);
    }
}
