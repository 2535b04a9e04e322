package io.limn.output.shape;

import java.util.Arrays;

/** Where a line turns sharply: there a curve has a corner and no common tangent. */
final class Corners {
    private static final double SHARP = Math.cos(Math.toRadians(55));

    private Corners() {}

    /**
     * Points at which the line turns by more than 55 degrees within twice the reach, the sharpest of each neighbourhood; ascending.
     *
     * @param reach in pixels
     */
    static int[] of(Polyline line, double reach) {
        int count = line.x().length;
        double[] turn = new double[count];
        double[] before = new double[2];
        double[] after = new double[2];
        for (int i = 0; i < count; i++) {
            if (!line.closed() && (line.along()[i] < reach || line.length() - line.along()[i] < reach)) {
                turn[i] = 1;
                continue;
            }
            line.away(i, -reach, before);
            line.away(i, reach, after);
            double ax = line.px(i) - before[0];
            double ay = line.py(i) - before[1];
            double bx = after[0] - line.px(i);
            double by = after[1] - line.py(i);
            double lengths = Math.hypot(ax, ay) * Math.hypot(bx, by);
            turn[i] = lengths > 0 ? (ax * bx + ay * by) / lengths : 1;
        }
        int[] found = new int[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (turn[i] < SHARP && sharpest(line, turn, i, reach)) {
                found[size++] = i;
            }
        }
        return Arrays.copyOf(found, size);
    }

    private static boolean sharpest(Polyline line, double[] turn, int i, double reach) {
        int count = turn.length;
        for (int step = -1; step <= 1; step += 2) {
            for (int k = 1; k < count / 2; k++) {
                int at = i + step * k;
                if (!line.closed() && (at < 0 || at >= count)) {
                    break;
                }
                at = Math.floorMod(at, count);
                double apart = Math.abs(line.along()[at] - line.along()[i]);
                if (Math.min(apart, line.length() - apart) > reach) {
                    break;
                }
                // Of equal ones the first counts.
                if (turn[at] < turn[i] || turn[at] == turn[i] && step < 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
