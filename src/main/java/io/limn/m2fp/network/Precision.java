package io.limn.m2fp.network;

import io.limn.m2fp.graph.Value;

/** The arithmetic of convolutions and linear layers. */
interface Precision {
    Value convolved(Folded convolution, Value x, int stride);

    /** A convolution followed by a ReLU. */
    Value rectified(Folded convolution, Value x, int stride);

    /** {@code x·Wᵀ + b} over the last axis. */
    Value linear(Linear layer, Value x);
}
