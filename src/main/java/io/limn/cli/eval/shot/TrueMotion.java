package io.limn.cli.eval.shot;

/**
 * Where each pixel's content was in the frame before.
 *
 * @param x column there; pixel centres are at integers
 * @param y row there
 * @param seen whether it was seen there, neither hidden nor outside
 */
record TrueMotion(float[] x, float[] y, boolean[] seen) {}
