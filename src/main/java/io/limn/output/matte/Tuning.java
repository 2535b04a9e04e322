package io.limn.output.matte;

/**
 * Parameters for turning probabilities into mattes; the values are measured, see {@code docs/compositing.md}.
 *
 * @param slope factor on the log-odds of the foreground before the first fit: the network's ramp is wider than the edge
 * @param radius of the guided filter, in pixels of the level it works on; never more than a cell of the network has there
 * @param epsilon regularisation of the guided filter, for colours of 0..1
 * @param contrast slope of the ramp between 0 and 1 after each level but the last
 * @param finish the same after the last level
 * @param shareRadius of the guided filter for shares, in pixels of its level
 * @param shareEpsilon regularisation of that filter
 */
record Tuning(
        float slope, int radius, float epsilon, float contrast, float finish, int shareRadius, float shareEpsilon) {
    static final Tuning DEFAULT = new Tuning(2.5f, 8, 2e-5f, 2, 1.5f, 2, 1e-3f);
}
