package io.limn.shot.keyed;

import io.limn.frame.Frame;
import io.limn.output.shape.Motion;
import io.limn.shot.flow.Flow;
import io.limn.shot.flow.InverseSearch;
import io.limn.shot.flow.Luma;

/**
 * Motion by optical flow between reduced pictures of two frames.
 *
 * @param step frame pixels per pixel of the flow
 */
record FlowMotion(Flow flow, double step) implements Motion {
    private static final int LONGER_SIDE = 320;

    /** The reduced luma of a frame. */
    static Luma picture(Frame frame) {
        double step = step(frame.width(), frame.height());
        return Luma.of(
                frame, (int) Math.ceil(frame.width() / step), (int) Math.ceil(frame.height() / step), step, step);
    }

    static double step(int width, int height) {
        return Math.max(1, Math.max(width, height) / (double) LONGER_SIDE);
    }

    /** Both are made from frames of one size, else there is no motion. */
    static Motion between(Luma before, Luma now, double step) {
        return before.width() == now.width() && before.height() == now.height()
                ? new FlowMotion(InverseSearch.between(before, now), step)
                : Motion.NONE;
    }

    @Override
    public void carry(double x, double y, double[] into) {
        int column = (int) Math.max(0, Math.min(flow.width() - 1, x / step));
        int row = (int) Math.max(0, Math.min(flow.height() - 1, y / step));
        int at = row * flow.width() + column;
        into[0] = x + flow.right()[at] * step;
        into[1] = y + flow.down()[at] * step;
    }
}
