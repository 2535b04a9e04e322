package io.limn.shot.flow;

/**
 * Flow that also covers pixels where it couldn't be trusted. These take the motion of a trusted neighbour under which the pictures look alike,
 * and are neighbours for others in turn. Where none fits, e.g. at what was hidden before, the motion stays unknown.
 *
 * @param known by pixel, whether its motion is known
 */
public record FlowCompletion(Flow flow, boolean[] known) {
    /** How far motion spreads from trusted pixels. */
    private static final int ROUNDS = 12;

    /** Pictures look alike if the mean difference around a pixel is below this, of 255 levels. */
    private static final float ALIKE = 12;

    /**
     * @param trust by pixel, see {@link Flow#trust}
     * @param sure pixels with this trust or more keep their motion
     */
    public static FlowCompletion of(Flow flow, float[] trust, float sure, Luma from, Luma to) {
        boolean[] known = new boolean[trust.length];
        for (int at = 0; at < trust.length; at++) {
            known[at] = trust[at] >= sure;
        }
        Flow completed = new Flow(
                flow.width(), flow.height(), flow.right().clone(), flow.down().clone());
        boolean grown = true;
        for (int round = 0; round < ROUNDS && grown; round++) {
            boolean[] next = known.clone();
            grown = false;
            for (int at = 0; at < known.length; at++) {
                if (!known[at]) {
                    next[at] = take(completed, at, known, from, to);
                    grown |= next[at];
                }
            }
            known = next;
        }
        return new FlowCompletion(completed, known);
    }

    /** Whether the motion of a neighbour fits the pixel, which then has it. */
    private static boolean take(Flow flow, int at, boolean[] known, Luma from, Luma to) {
        int width = flow.width();
        int x = at % width;
        int y = at / width;
        int best = -1;
        float least = ALIKE;
        for (int j = Math.max(0, y - 1); j <= Math.min(flow.height() - 1, y + 1); j++) {
            for (int i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
                int there = j * width + i;
                float difference =
                        known[there] ? difference(x, y, flow.right()[there], flow.down()[there], from, to) : ALIKE;
                if (difference < least) {
                    least = difference;
                    best = there;
                }
            }
        }
        if (best >= 0) {
            flow.right()[at] = flow.right()[best];
            flow.down()[at] = flow.down()[best];
        }
        return best >= 0;
    }

    private static float difference(int x, int y, float u, float v, Luma from, Luma to) {
        float sum = 0;
        for (int j = -1; j <= 1; j++) {
            for (int i = -1; i <= 1; i++) {
                sum += Math.abs(to.at(x + i + u, y + j + v) - from.at(x + i, y + j));
            }
        }
        return sum / 9;
    }
}
