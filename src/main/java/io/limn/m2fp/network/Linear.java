package io.limn.m2fp.network;

import io.limn.m2fp.torch.TorchTensor;

/**
 * A linear layer.
 *
 * @param at the prefix of its tensors
 * @param own its name below the prefix
 * @param weight out x in
 */
record Linear(Weights at, String own, TorchTensor weight, TorchTensor offset) implements Product {
    @Override
    public String name() {
        return at.nameOf(own);
    }

    @Override
    public long[] shape() {
        return weight.shape();
    }

    int in() {
        return Math.toIntExact(weight.shape()[1]);
    }

    @Override
    public float[] weights() {
        return weight.floats();
    }

    @Override
    public float[] bias() {
        return offset.floats();
    }
}
