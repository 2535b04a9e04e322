package io.limn.cli.eval.shot;

/**
 * Pixels that changed their label though nothing there did: where the content was seen in the frame before and truth called it the same, the
 * share whose label is none of those at the four pixels around its place there.
 */
final class Flicker {
    private long changed;
    private long all;

    /** @param before the truth of the frame before */
    void add(byte[] truth, byte[] truthBefore, byte[] label, byte[] labelBefore, TrueMotion motion, int width) {
        int height = truth.length / width;
        for (int at = 0; at < truth.length; at++) {
            if (!motion.seen()[at]) {
                continue;
            }
            int x = Math.max(0, Math.min(width - 2, (int) Math.floor(motion.x()[at])));
            int y = Math.max(0, Math.min(height - 2, (int) Math.floor(motion.y()[at])));
            int there = y * width + x;
            if (!among(truthBefore, there, width, truth[at])) {
                continue;
            }
            all++;
            changed += among(labelBefore, there, width, label[at]) ? 0 : 1;
        }
    }

    private static boolean among(byte[] ids, int at, int width, byte id) {
        return ids[at] == id || ids[at + 1] == id || ids[at + width] == id || ids[at + width + 1] == id;
    }

    double share() {
        return all == 0 ? 0 : (double) changed / all;
    }
}
