package io.limn.m2fp.network;

import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;

/**
 * Computes in floating point, and outputs the minimum and maximum of each product's input and result. The value is then clipped to the two,
 * which doesn't change it but forces the runtime to compute them at once; else it could keep every map in memory until the end.
 */
record ObservedPrecision(Ops ops, Precision inner) implements Precision {
    @Override
    public Value convolved(Folded convolution, Value x, int stride) {
        Value entering = observed(Ranges.entering(convolution), x);
        return observed(Ranges.leaving(convolution), inner.convolved(convolution, entering, stride));
    }

    @Override
    public Value rectified(Folded convolution, Value x, int stride) {
        return inner.rectified(convolution, observed(Ranges.entering(convolution), x), stride);
    }

    @Override
    public Value linear(Linear layer, Value x) {
        return inner.linear(layer, observed(Ranges.entering(layer), x));
    }

    private Value observed(String name, Value x) {
        if (!Ranges.wanted(name)) {
            return x;
        }
        Value least = ops.least(x);
        Value greatest = ops.greatest(x);
        ops.graph().output(name + Ranges.LOW, least);
        ops.graph().output(name + Ranges.HIGH, greatest);
        return ops.clip(x, least, greatest);
    }
}
