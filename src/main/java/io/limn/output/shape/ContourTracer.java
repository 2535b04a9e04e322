package io.limn.output.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds where coverage crosses 0.5, below a pixel's size: marching squares (Lorensen and Cline, 1987) over pixel centres, a row at a time,
 * so that memory grows with the length of the contours and not with the matte. Outside the window coverage is 0. For one thread.
 *
 * <p>Contours have the covered side to their right (seen with y down), so areas of outlines are positive and those of holes negative.
 */
final class ContourTracer {
    private static final float LEVEL = 0.5f;
    private static final int NONE = -1;

    private final int left;
    private final int width;
    /** Coverage of the row above and of this one, a pixel of 0 at either end. */
    private float[] above;

    private float[] here;
    /** The crossing between two neighbours of the row above, and of this one, by the left neighbour; {@link #NONE} without one. */
    private int[] aboveCrossings;

    private int[] hereCrossings;
    private int y;

    private double[] xs = new double[1024];
    private double[] ys = new double[1024];
    private int[] next = new int[1024];
    private int crossings;

    /**
     * @param left the first column's place in the frame
     * @param top the first row's place in the frame
     * @param width columns
     */
    ContourTracer(int left, int top, int width) {
        this.left = left;
        this.width = width;
        above = new float[width + 2];
        here = new float[width + 2];
        aboveCrossings = new int[width + 1];
        hereCrossings = new int[width + 1];
        Arrays.fill(aboveCrossings, NONE);
        y = top;
    }

    /**
     * The next row.
     *
     * @param values by column of the frame
     */
    void row(float[] values) {
        System.arraycopy(values, left, here, 1, width);
        march();
    }

    /** The contours, once every row was given. */
    List<Contour> finish() {
        Arrays.fill(here, 0);
        march();
        List<Contour> contours = new ArrayList<>();
        boolean[] seen = new boolean[crossings];
        for (int start = 0; start < crossings; start++) {
            if (!seen[start]) {
                contours.add(contour(start, seen));
            }
        }
        return contours;
    }

    private Contour contour(int start, boolean[] seen) {
        int size = 0;
        for (int at = start; !seen[at]; at = next[at]) {
            seen[at] = true;
            size++;
        }
        double[] x = new double[size];
        double[] yy = new double[size];
        for (int i = 0, at = start; i < size; i++, at = next[at]) {
            x[i] = xs[at];
            yy[i] = ys[at];
        }
        return new Contour(x, yy);
    }

    /** Links the crossings of the cells between the row above and this one. */
    private void march() {
        for (int x = 0; x <= width; x++) {
            hereCrossings[x] = crosses(here[x], here[x + 1])
                    ? crossing(left + x - 0.5 + fraction(here[x], here[x + 1]), y + 0.5)
                    : NONE;
        }
        int before = NONE; // there is no coverage in the padding
        for (int x = 0; x <= width; x++) {
            int after = crosses(above[x + 1], here[x + 1])
                    ? crossing(left + x + 0.5, y - 0.5 + fraction(above[x + 1], here[x + 1]))
                    : NONE;
            link(x, before, after);
            before = after;
        }
        float[] row = above;
        above = here;
        here = row;
        int[] crossed = aboveCrossings;
        aboveCrossings = hereCrossings;
        hereCrossings = crossed;
        y++;
    }

    private static boolean crosses(float a, float b) {
        return a >= LEVEL != b >= LEVEL;
    }

    private static double fraction(float a, float b) {
        return (LEVEL - a) / ((double) b - a);
    }

    private int crossing(double x, double yy) {
        if (crossings == next.length) {
            xs = Arrays.copyOf(xs, 2 * crossings);
            ys = Arrays.copyOf(ys, 2 * crossings);
            next = Arrays.copyOf(next, 2 * crossings);
        }
        xs[crossings] = x;
        ys[crossings] = yy;
        return crossings++;
    }

    /** The lines through one cell: two where opposite corners are covered, joined or parted by the cell's mean. */
    private void link(int x, int west, int east) {
        int north = aboveCrossings[x];
        int south = hereCrossings[x];
        boolean northWest = above[x] >= LEVEL;
        boolean southWest = here[x] >= LEVEL;
        if (north != NONE && south != NONE && west != NONE) {
            boolean joined = above[x] + above[x + 1] + here[x] + here[x + 1] >= 4 * LEVEL;
            if (northWest) {
                next[north] = joined ? east : west;
                next[south] = joined ? west : east;
            } else {
                next[west] = joined ? north : south;
                next[east] = joined ? south : north;
            }
        } else if (north != NONE && south != NONE) {
            join(north, south, northWest);
        } else if (west != NONE && east != NONE) {
            join(west, east, southWest);
        } else if (north != NONE) {
            join(north, west != NONE ? west : east, northWest);
        } else if (south != NONE && west != NONE) {
            join(west, south, southWest);
        } else if (south != NONE) {
            join(east, south, southWest);
        }
    }

    private void join(int from, int to, boolean onwards) {
        if (onwards) {
            next[from] = to;
        } else {
            next[to] = from;
        }
    }
}
