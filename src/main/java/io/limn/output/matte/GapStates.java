package io.limn.output.matte;

/** Classifies each gap of a frame by the values of a plane of 0..1 in it. */
final class GapStates {
    /** 0 everywhere. */
    static final byte NONE = 0;
    /** 1 everywhere. */
    static final byte FULL = 1;

    static final byte MIXED = 2;

    private GapStates() {}

    /**
     * Classifies the gaps.
     *
     * @param plane of the frame, row-major
     * @return the state of each gap, row-major
     */
    static byte[] of(float[] plane, Gaps gaps, int width) {
        byte[] states = new byte[gaps.count()];
        for (int row = 0, gap = 0; row < gaps.height(); row++) {
            for (int column = 0; column < gaps.width(); column++, gap++) {
                states[gap] =
                        state(plane, width, gaps.left(column), gaps.left(column + 1), gaps.top(row), gaps.top(row + 1));
            }
        }
        return states;
    }

    private static byte state(float[] plane, int width, int left, int right, int top, int bottom) {
        if (left == right || top == bottom) {
            return NONE;
        }
        float first = plane[top * width + left];
        if (first != 0 && first != 1) {
            return MIXED;
        }
        for (int y = top; y < bottom; y++) {
            for (int at = y * width + left; at < y * width + right; at++) {
                if (plane[at] != first) {
                    return MIXED;
                }
            }
        }
        return first == 0 ? NONE : FULL;
    }
}
