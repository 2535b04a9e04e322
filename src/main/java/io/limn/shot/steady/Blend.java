package io.limn.shot.steady;

/**
 * A frame's probabilities, weighed against those of its neighbours, which the flow has carried to where its content was or will be. A
 * neighbour counts as far as its flow is trusted; where it isn't, the frame's own answer stands alone.
 */
final class Blend {
    /** The weight of what all earlier frames say together, the frame itself having 1. */
    static final float EARLIER = 7;

    /** The weight of the next frame. */
    static final float LATER = 1;

    private Blend() {}

    /**
     * @param planes how many planes each array has
     * @param earlier carried from the frame before; null where there is none
     * @param later carried from the next frame; null where there is none
     */
    static float[] of(float[] now, int planes, float[] earlier, float[] trust, float[] later, float[] laterTrust) {
        int cells = now.length / planes;
        float[] blended = new float[now.length];
        for (int cell = 0; cell < cells; cell++) {
            float before = earlier == null ? 0 : EARLIER * trust[cell];
            float after = later == null ? 0 : LATER * laterTrust[cell];
            float sum = 0;
            for (int at = cell; at < now.length; at += cells) {
                float value = now[at];
                if (before > 0) {
                    value += before * earlier[at];
                }
                if (after > 0) {
                    value += after * later[at];
                }
                blended[at] = value;
                sum += value;
            }
            if (sum > 0) {
                for (int at = cell; at < now.length; at += cells) {
                    blended[at] /= sum;
                }
            }
        }
        return blended;
    }
}
