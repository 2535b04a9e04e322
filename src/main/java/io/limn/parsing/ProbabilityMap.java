package io.limn.parsing;

/**
 * Probabilities of mutually exclusive classes: at each pixel and at each cell they are 0..1 and sum to 1. Plane n is the
 * probability of what has id n in the hard map, and the most probable plane (of equal ones the lowest) is the hard map's id.
 *
 * <p>Immutable and safe for use by several threads; each thread reads rows by a reader of its own.
 */
public interface ProbabilityMap {
    /** Number of classes, including the one with id 0. */
    int planes();

    /** Pixels per row of the frame. */
    int width();

    /** Rows of the frame. */
    int height();

    /** The network's resolution, and how its cells lie over the frame. */
    CellGrid grid();

    /**
     * All planes at the network's resolution.
     *
     * @param into at least {@code planes() * grid().cells()} floats; filled plane by plane, each row-major
     */
    void cells(float[] into);

    /** A reader at the frame's resolution, for one thread. Ascending rows are read fastest. */
    Rows rows();

    /** Reads at the frame's resolution; interpolated as the hard map was. */
    @FunctionalInterface
    interface Rows {
        /**
         * All planes of a row.
         *
         * @param y 0 until {@link ProbabilityMap#height()}
         * @param into at least {@code planes() * width()} floats; plane n's pixel x goes into {@code n * width() + x}
         */
        void read(int y, float[] into);
    }
}
