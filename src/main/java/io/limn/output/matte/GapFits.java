package io.limn.output.matte;

import java.util.Arrays;
import java.util.List;

/**
 * Which fits may exceed a threshold in each gap. Those of gap g are {@code fits[first[g]]} to {@code [first[g + 1]]}, exclusive: at least
 * one, the strongest, unless nobody is there.
 */
record GapFits(int[] first, short[] fits) {
    /**
     * @param foreground see {@link GapStates}
     * @param threshold fits that can't exceed it are left out
     */
    static GapFits of(List<ShareFit> fits, Gaps gaps, GapColours colours, byte[] foreground, float threshold) {
        int[] first = new int[gaps.count() + 1];
        float[] most = new float[gaps.count()];
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        short[] strongest = new short[gaps.count()];
        boolean[][] above = new boolean[fits.size()][];
        for (short i = 0; i < above.length; i++) {
            ShareFit fit = fits.get(i);
            Window reach = reach(fit);
            above[i] = new boolean[reach.width() * reach.height()];
            for (int y = reach.top(), at = 0; y < reach.bottom(); y++) {
                for (int x = reach.left(); x < reach.right(); x++, at++) {
                    int gap = y * gaps.width() + x;
                    if (foreground[gap] == GapStates.NONE) {
                        continue;
                    }
                    float bound = fit.largest(x, y, colours, gap);
                    if (bound > threshold) {
                        above[i][at] = true;
                        first[gap + 1]++;
                    }
                    if (bound > most[gap]) {
                        most[gap] = bound;
                        strongest[gap] = i;
                    }
                }
            }
        }
        boolean[] alone = new boolean[most.length];
        for (int gap = 0; gap < most.length; gap++) {
            alone[gap] = first[gap + 1] == 0 && most[gap] > Float.NEGATIVE_INFINITY;
            first[gap + 1] += first[gap] + (alone[gap] ? 1 : 0);
        }
        short[] found = new short[first[most.length]];
        int[] next = first.clone();
        for (int gap = 0; gap < most.length; gap++) {
            if (alone[gap]) {
                found[next[gap]++] = strongest[gap];
            }
        }
        for (short i = 0; i < above.length; i++) {
            Window reach = reach(fits.get(i));
            for (int y = reach.top(), at = 0; y < reach.bottom(); y++) {
                for (int x = reach.left(); x < reach.right(); x++, at++) {
                    if (above[i][at]) {
                        found[next[y * gaps.width() + x]++] = i;
                    }
                }
            }
        }
        return new GapFits(first, found);
    }

    /** The gaps with a pixel of the fit's window at a corner; a pixel is the upper left corner of the gap with its coordinates. */
    private static Window reach(ShareFit fit) {
        Window window = fit.window();
        int left = Math.max(0, window.left() - 1);
        int top = Math.max(0, window.top() - 1);
        return new Window(left, top, window.right() - left, window.bottom() - top);
    }
}
