package io.limn.output.matte;

/**
 * The part of a window that contains a plane's edge, with a margin.
 *
 * @param window never empty
 * @param left value of the plane left of the window, 0 or 1
 * @param right value right of it
 * @param top value above it
 * @param bottom value below it
 */
record EdgeWindow(Window window, float left, float right, float top, float bottom) {
    /**
     * Finds the edge.
     *
     * @param plane of the level, 0..1
     * @param outer the window to search
     * @param margin how far an edge's influence reaches, in pixels of the level
     * @param sure values closer to 0 or 1 than this are not part of an edge
     */
    static EdgeWindow of(float[] plane, Level level, Window outer, int margin, float sure) {
        Window seen = outer.grown(margin, level.width(), level.height());
        int width = level.width();
        float[] sides = new float[4];
        int left = seen.left();
        sides[0] = side(plane[seen.top() * width + left]);
        while (left < seen.right() && is(plane, seen.top() * width + left, width, seen.height(), sides[0], sure)) {
            left++;
        }
        int right = seen.right();
        sides[1] = side(plane[seen.top() * width + right - 1]);
        while (right > left && is(plane, seen.top() * width + right - 1, width, seen.height(), sides[1], sure)) {
            right--;
        }
        left = Math.max(outer.left(), Math.min(left - margin, outer.right() - 1));
        right = Math.min(outer.right(), Math.max(right + margin, left + 1));
        int from = Math.max(0, left - margin);
        int count = Math.min(width, right + margin) - from;
        int top = seen.top();
        sides[2] = side(plane[top * width + from]);
        while (top < seen.bottom() && is(plane, top * width + from, 1, count, sides[2], sure)) {
            top++;
        }
        int bottom = seen.bottom();
        sides[3] = side(plane[(bottom - 1) * width + from]);
        while (bottom > top && is(plane, (bottom - 1) * width + from, 1, count, sides[3], sure)) {
            bottom--;
        }
        top = Math.max(outer.top(), Math.min(top - margin, outer.bottom() - 1));
        bottom = Math.min(outer.bottom(), Math.max(bottom + margin, top + 1));
        return new EdgeWindow(
                new Window(left, top, right - left, bottom - top), sides[0], sides[1], sides[2], sides[3]);
    }

    private static float side(float value) {
        return value > 0.5f ? 1 : 0;
    }

    private static boolean is(float[] plane, int at, int step, int count, float side, float sure) {
        for (int i = 0; i < count; i++, at += step) {
            if (Math.abs(plane[at] - side) > sure) {
                return false;
            }
        }
        return true;
    }
}
