package io.limn.shot;

import io.limn.frame.Frame;
import io.limn.shot.flow.Flow;
import io.limn.shot.flow.FlowCompletion;
import io.limn.shot.flow.InverseSearch;
import io.limn.shot.flow.Luma;

/** The motion along which edits are carried from frame to frame, estimated at a reduced size. */
final class EditMotion {
    private static final int LONGER_SIDE = 480;

    /** Flow with less trust than this gives way to the motion around it. */
    private static final float SURE = 0.5f;

    private EditMotion() {}

    /** The reduced luma of a frame from which its motion is estimated. */
    static Luma small(Frame frame) {
        double step = step(frame.width(), frame.height());
        return Luma.of(
                frame, (int) Math.ceil(frame.width() / step), (int) Math.ceil(frame.height() / step), step, step);
    }

    private static double step(int width, int height) {
        return Math.max(1, Math.max(width, height) / (double) LONGER_SIDE);
    }

    /** By pixel of a frame of this size, its index in the frame before; -1 if it isn't known. */
    static int[] origins(int width, int height, Luma before, Luma now) {
        double step = step(width, height);
        Flow back = InverseSearch.between(now, before);
        float[] trust = back.trust(now, before, InverseSearch.between(before, now));
        FlowCompletion motion = FlowCompletion.of(back, trust, SURE, now, before);
        int[] origins = new int[width * height];
        for (int y = 0, pixel = 0; y < height; y++) {
            for (int x = 0; x < width; x++, pixel++) {
                int at = Math.min(back.height() - 1, (int) (y / step)) * back.width()
                        + Math.min(back.width() - 1, (int) (x / step));
                long u = Math.round(x + motion.flow().right()[at] * step);
                long v = Math.round(y + motion.flow().down()[at] * step);
                boolean inside = u >= 0 && v >= 0 && u < width && v < height;
                origins[pixel] = motion.known()[at] && inside ? (int) (v * width + u) : -1;
            }
        }
        return origins;
    }
}
