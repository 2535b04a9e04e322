package io.limn.m2fp.network;

/** What multiplies its input by weights and adds a bias, one row of weights for each channel that leaves it. */
interface Product {
    /** Its full name in the checkpoint. */
    String name();

    /** Of the weights, the leaving channels first. */
    long[] shape();

    float[] weights();

    float[] bias();

    default int out() {
        return Math.toIntExact(shape()[0]);
    }
}
