package io.limn.onnx.m2fp;

import io.limn.onnx.graph.Value;

/** How convolutions and linear layers compute. */
interface Precision {
    Value convolved(Folded convolution, Value x, int stride);

    /** With a ReLU behind it. */
    Value rectified(Folded convolution, Value x, int stride);

    /** {@code x·Wᵀ + b} over the last axis. */
    Value linear(Linear layer, Value x);
}
