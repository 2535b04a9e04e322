package io.limn.shot.flow;

import java.util.Arrays;

/**
 * Refines flow at motion boundaries. There a patch of {@link InverseSearch} has pixels of both sides, and the flow is a mean of both; a
 * thin limb that moves fast may be lost altogether. Here each block of pixels chooses among the motions found around it and those that lead
 * to it from the other picture: it takes the one under which the pixels similar to its own match best (adaptive support weights, Yoon and
 * Kweon, 2006). Two sweeps propagate good motions from block to block (as in PatchMatch, Barnes et al., 2009).
 */
public final class SupportSearch {
    /** Pixels on a side of a block. */
    public static final int BLOCK = 2;

    private static final int SWEEPS = 2;

    /** Motions are also taken from blocks this far away. */
    private static final int FAR = 4;

    /** Motions closer than this, in pixels, are the same. */
    private static final float SAME_MOTION = 0.1f;

    private final Luma from;
    private final Support support;
    private final boolean[] searched;
    private final int columns;
    private final int rows;
    private final float[] right;
    private final float[] down;

    private SupportSearch(Luma from, Luma to, Flow flow, StaticMask still, Groups groups) {
        this.from = from;
        support = new Support(from, to, still.isMost() ? 0 : light(from, to), groups.ids());
        searched = groups.searched().clone();
        columns = from.width() / BLOCK;
        rows = from.height() / BLOCK;
        right = blocks(flow.right(), flow.width());
        down = blocks(flow.down(), flow.width());
    }

    /**
     * The flow from one picture to another, refined where {@code groups} marks it as worth a search. The pictures' sizes are multiples of
     * {@link #BLOCK}.
     *
     * @param back the flow from the second picture to the first
     * @param still where there is no motion
     * @param groups of the first picture
     */
    public static Flow refined(Luma from, Luma to, Flow flow, Flow back, StaticMask still, Groups groups) {
        SupportSearch search = new SupportSearch(from, to, flow, still, groups);
        search.leaveOut(still);
        float[][] turned = search.turned(back);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            search.sweep(sweep, turned);
        }
        return search.over(flow);
    }

    /** The value of each block's first pixel. */
    private float[] blocks(float[] pixels, int width) {
        float[] values = new float[columns * rows];
        for (int block = 0; block < values.length; block++) {
            values[block] = pixels[BLOCK * (block / columns) * width + BLOCK * (block % columns)];
        }
        return values;
    }

    /** How much brighter the second picture is: the median difference. */
    private static float light(Luma from, Luma to) {
        float[] differences = new float[from.values().length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = to.values()[i] - from.values()[i];
        }
        return Median.of(differences, differences.length);
    }

    private void leaveOut(StaticMask still) {
        for (int block = 0; block < searched.length; block++) {
            int at = BLOCK * (block / columns) * from.width() + BLOCK * (block % columns);
            searched[block] &= !still.at(at);
        }
    }

    /** The second picture's motions that lead to each block, reversed; of several the one least like the block's own. */
    private float[][] turned(Flow back) {
        float[] backRight = blocks(back.right(), back.width());
        float[] backDown = blocks(back.down(), back.width());
        float[][] turned = {right.clone(), down.clone()};
        for (int block = 0; block < backRight.length; block++) {
            int x = Math.round(block % columns + backRight[block] / BLOCK);
            int y = Math.round(block / columns + backDown[block] / BLOCK);
            if (x < 0 || y < 0 || x >= columns || y >= rows) {
                continue;
            }
            int here = y * columns + x;
            float before = Math.abs(turned[0][here] - right[here]) + Math.abs(turned[1][here] - down[here]);
            float now = Math.abs(backRight[block] + right[here]) + Math.abs(backDown[block] + down[here]);
            if (now > before) {
                turned[0][here] = -backRight[block];
                turned[1][here] = -backDown[block];
            }
        }
        return turned;
    }

    /** Every other sweep goes from the last block to the first. */
    private void sweep(int number, float[][] turned) {
        int step = number % 2 == 0 ? 1 : -1;
        for (int i = 0; i < searched.length; i++) {
            int block = step > 0 ? i : searched.length - 1 - i;
            if (!searched[block]) {
                continue;
            }
            int x = block % columns;
            int y = block / columns;
            support.move(x, y, block, right[block], down[block]);
            if (number == 0) {
                attempt(block, turned[0][block], turned[1][block]);
                for (int dy = -FAR; dy <= FAR; dy += FAR) {
                    for (int dx = -FAR; dx <= FAR; dx += FAR) {
                        attempt(block, x + dx, y + dy);
                    }
                }
            }
            attempt(block, x - step, y);
            attempt(block, x, y - step);
        }
    }

    private void attempt(int block, int x, int y) {
        if (x >= 0 && y >= 0 && x < columns && y < rows) {
            int there = y * columns + x;
            attempt(block, right[there], down[there]);
        }
    }

    private void attempt(int block, float u, float v) {
        boolean another = Math.abs(u - right[block]) + Math.abs(v - down[block]) >= SAME_MOTION;
        if (another && support.isBetter(u, v)) {
            right[block] = u;
            down[block] = v;
        }
    }

    private Flow over(Flow flow) {
        int width = flow.width();
        float[] refinedRight = flow.right().clone();
        float[] refinedDown = flow.down().clone();
        for (int block = 0; block < searched.length; block++) {
            for (int j = 0; searched[block] && j < BLOCK; j++) {
                int at = (BLOCK * (block / columns) + j) * width + BLOCK * (block % columns);
                Arrays.fill(refinedRight, at, at + BLOCK, right[block]);
                Arrays.fill(refinedDown, at, at + BLOCK, down[block]);
            }
        }
        return new Flow(width, flow.height(), refinedRight, refinedDown);
    }
}
