package io.limn.shot.steady;

/**
 * How a frame's cells come from another: labels follow refined flow, which keeps up with limbs; persons follow the flow before it was refined, since
 * refined flow is less smooth along their contours, which would jitter.
 */
record Carry(Warp labels, Warp persons) {}
