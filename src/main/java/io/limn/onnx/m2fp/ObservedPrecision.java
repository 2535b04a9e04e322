package io.limn.onnx.m2fp;

import io.limn.onnx.graph.Ops;
import io.limn.onnx.graph.Value;

/** In floating point, with the least and the greatest number that enters and leaves as outputs of the graph. */
record ObservedPrecision(Ops ops, Precision inner) implements Precision {
    @Override
    public Value convolved(Folded convolution, Value x, int stride) {
        observe(Ranges.entering(convolution), x);
        Value y = inner.convolved(convolution, x, stride);
        observe(Ranges.leaving(convolution), y);
        return y;
    }

    @Override
    public Value rectified(Folded convolution, Value x, int stride) {
        observe(Ranges.entering(convolution), x);
        return inner.rectified(convolution, x, stride);
    }

    @Override
    public Value linear(Linear layer, Value x) {
        observe(Ranges.entering(layer), x);
        return inner.linear(layer, x);
    }

    private void observe(String name, Value x) {
        if (Ranges.wanted(name)) {
            ops.graph().output(name + Ranges.LOW, ops.least(x));
            ops.graph().output(name + Ranges.HIGH, ops.greatest(x));
        }
    }
}
