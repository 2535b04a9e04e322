package io.limn.shot.temporal;

/**
 * How a frame's cells are warped from another frame: labels follow refined flow, which keeps up with limbs; persons follow the unrefined
 * flow, which is smoother along their contours, so that these don't jitter.
 */
record Warps(Warp labels, Warp persons) {
    /** Whether a cell's content certainly stays in its place. */
    boolean stays(int cell) {
        return labels.stays(cell) && persons.stays(cell) && labels.trust()[cell] == 1 && persons.trust()[cell] == 1;
    }
}
