package io.limn.m2fp.network;

import io.limn.m2fp.torch.TorchTensor;

/**
 * A convolution with its batch norm folded in.
 *
 * @param kernel out x in x size x size
 */
record Folded(String name, TorchTensor kernel, BatchNorm norm) implements Product {
    @Override
    public long[] shape() {
        return kernel.shape();
    }

    int size() {
        return Math.toIntExact(kernel.shape()[2]);
    }

    @Override
    public float[] weights() {
        return norm.kernel(kernel.floats());
    }

    @Override
    public float[] bias() {
        return norm.bias();
    }
}
