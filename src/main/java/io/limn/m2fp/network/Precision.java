package io.limn.m2fp.network;

import io.limn.m2fp.graph.Value;

/** How convolutions and linear layers compute. */
interface Precision {
    Value convolved(Folded convolution, Value x, int stride);

    /** With a ReLU behind it. */
    Value rectified(Folded convolution, Value x, int stride);

    /** {@code x·Wᵀ + b} over the last axis. */
    Value linear(Linear layer, Value x);
}
