package io.limn.output.shape;

/** How the content of a frame moved since the frame before. */
@FunctionalInterface
public interface Motion {
    /** No motion, or unknown motion. */
    Motion NONE = (x, y, into) -> {
        into[0] = x;
        into[1] = y;
    };

    /**
     * @param x of a place in the frame before, in frame pixels
     * @param y of a place in the frame before, in frame pixels
     * @param into gets x and y of the same content in this frame
     */
    void carry(double x, double y, double[] into);
}
