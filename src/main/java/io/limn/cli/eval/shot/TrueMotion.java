package io.limn.cli.eval.shot;

/**
 * The position of each pixel's content in the previous frame.
 *
 * @param x column in the previous frame; pixel centres are at integers
 * @param y row in the previous frame
 * @param seen whether the content was visible there, neither hidden nor outside the frame
 */
record TrueMotion(float[] x, float[] y, boolean[] seen) {}
