package io.limn.cli.eval.shot;

/**
 * Measures labels that change without reason: of the pixels whose content was visible in the previous frame with the same true label, the
 * share whose label is none of those at the four pixels around its position there.
 */
final class Flicker {
    private long changed;
    private long all;

    /** @param before the truth of the previous frame */
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
