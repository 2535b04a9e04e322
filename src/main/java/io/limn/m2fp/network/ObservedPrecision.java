package io.limn.m2fp.network;

import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;

/**
 * In floating point, with the least and the greatest number that enters and leaves as outputs of the graph. What goes on is clipped
 * to the two, which changes nothing but the order: the runtime has to look for them before it goes on, else it would keep every map
 * until the end and look then.
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
