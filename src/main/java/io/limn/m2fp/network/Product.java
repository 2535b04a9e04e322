package io.limn.m2fp.network;

/** A convolution or linear layer: multiplies its input by weights and adds a bias, with one row of weights per output channel. */
interface Product {
    /** Its full name in the checkpoint. */
    String name();

    /** The shape of the weights, output channels first. */
    long[] shape();

    float[] weights();

    float[] bias();

    default int out() {
        return Math.toIntExact(shape()[0]);
    }
}
