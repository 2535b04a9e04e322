package io.limn.output.shape;

/** How far cells are from others, by steps to the eight neighbours; what the opposite limb hides of the way counts for less. */
record CellSteps(int width, byte[] parts) {
    private static final float OPPOSITE_COST = 0.25f;

    /** Steps to the nearest of these cells. */
    float[] away(boolean[] in) {
        float[] away = new float[in.length];
        for (int i = 0; i < in.length; i++) {
            away[i] = in[i] ? 0 : Float.POSITIVE_INFINITY;
        }
        for (int i = 0; i < in.length; i++) {
            step(away, i, -1);
        }
        for (int i = in.length - 1; i >= 0; i--) {
            step(away, i, 1);
        }
        return away;
    }

    private void step(float[] away, int cell, int sign) {
        float cost = parts[cell] == LimbPlane.OPPOSITE ? OPPOSITE_COST : 1;
        int x = cell % width;
        for (int dx = -1; dx <= 1; dx++) {
            int other = cell + sign * width + dx;
            if (x + dx >= 0 && x + dx < width && other >= 0 && other < away.length) {
                away[cell] = Math.min(away[cell], away[other] + cost * (dx == 0 ? 1 : 1.414f));
            }
        }
        if (x + sign >= 0 && x + sign < width) {
            away[cell] = Math.min(away[cell], away[cell + sign] + cost);
        }
    }
}
