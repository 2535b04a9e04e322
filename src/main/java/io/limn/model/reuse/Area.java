package io.limn.model.reuse;

/**
 * A rectangle of the network's input that is computed again: what changed, with its surroundings as context.
 *
 * @param left column of the input, a multiple of the network's stride; so are the others
 * @param core what changed, in the same columns and rows
 * @param inputWidth of the whole input
 * @param inputHeight of the whole input
 */
public record Area(int left, int top, int right, int bottom, Core core, int inputWidth, int inputHeight) {
    /** A rectangle of input pixels, the right column and the bottom row not included. */
    record Core(int left, int top, int right, int bottom) {
        Core joined(Core other) {
            return new Core(
                    Math.min(left, other.left),
                    Math.min(top, other.top),
                    Math.max(right, other.right),
                    Math.max(bottom, other.bottom));
        }
    }

    /** @param context pixels around the core at least, where the input has them */
    static Area around(Core core, int context, int stride, int inputWidth, int inputHeight) {
        return new Area(
                Math.max(0, core.left - context) / stride * stride,
                Math.max(0, core.top - context) / stride * stride,
                Math.min(inputWidth, (core.right + context + stride - 1) / stride * stride),
                Math.min(inputHeight, (core.bottom + context + stride - 1) / stride * stride),
                core,
                inputWidth,
                inputHeight);
    }

    public int width() {
        return right - left;
    }

    public int height() {
        return bottom - top;
    }

    public long pixels() {
        return (long) width() * height();
    }

    /** Pixels of what changed. */
    public long changed() {
        return (long) (core.right - core.left) * (core.bottom - core.top);
    }

    boolean meets(Area other) {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    /**
     * The weight of the new result in a column: 1 at the core, falling to 0 over half of the context; the input's own edges have nothing
     * beyond them.
     */
    float across(double x) {
        return weight(x, left, core.left, core.right, right, inputWidth);
    }

    /** As {@link #across}, in a row. */
    float down(double y) {
        return weight(y, top, core.top, core.bottom, bottom, inputHeight);
    }

    private static float weight(double at, int first, int from, int to, int last, int end) {
        double before = first == 0 && from == 0 ? 1 : ramp(at, from, first);
        double after = last == end && to == end ? 1 : ramp(at, to, last);
        return (float) Math.min(before, after);
    }

    /** 1 on the core's side of its edge, 0 from the middle of the context on. */
    private static double ramp(double at, int core, int outer) {
        double length = (core - outer) / 2.0;
        return length == 0 ? 1 : Math.max(0, Math.min(1, 1 + (at - core) / length));
    }
}
