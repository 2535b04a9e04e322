package io.limn.shot.flow;

/** The pixels around a block by which motions are judged: those of similar brightness and of its group count most. */
final class Support {
    /** Columns and rows, from the block's first pixel; the block is in their middle. */
    private static final int[] OFFSETS = {-4, -2, 0, 1, 3, 5};

    private static final int FIRST = OFFSETS[0];
    private static final int LAST = OFFSETS[OFFSETS.length - 1];

    /** A pixel that differs from the block by this many of 255 levels counts half. */
    private static final float OTHER_BRIGHTNESS = 20;

    /** How much a pixel of another group counts. */
    private static final float OTHER_GROUP = 0.3f;

    /** How much less a pixel counts for each pixel farther away. */
    private static final float FARTHER = 0.07f;

    /** Larger differences between the pictures count as this. */
    private static final float MOST = 30;

    /** Another motion must fit better by this factor than the one that was found before. */
    private static final float BETTER = 0.95f;

    private final Luma from;
    private final Luma to;
    private final float light;
    private final int[] groups;
    private final float[] weights = new float[OFFSETS.length * OFFSETS.length];
    private final float[] own = new float[weights.length];
    private int left;
    private int top;
    private float least;

    /**
     * @param light how much brighter the second picture is
     * @param groups group ids by block
     */
    Support(Luma from, Luma to, float light, int[] groups) {
        this.from = from;
        this.to = to;
        this.light = light;
        this.groups = groups;
    }

    /** Moves to another block, whose motion so far is given. */
    void move(int column, int row, int block, float u, float v) {
        left = SupportSearch.BLOCK * column;
        top = SupportSearch.BLOCK * row;
        weigh(groups[block]);
        least = Float.MAX_VALUE;
        least = BETTER * cost(u, v);
    }

    /** Whether this motion fits the block better than all before it; if so, it becomes the one to beat. */
    boolean isBetter(float u, float v) {
        float cost = cost(u, v);
        boolean better = cost < least;
        least = better ? cost : least;
        return better;
    }

    private void weigh(int group) {
        float[] values = from.values();
        int width = from.width();
        int columns = width / SupportSearch.BLOCK;
        int lastBlock = from.height() / SupportSearch.BLOCK - 1;
        int at = top * width + left;
        float centre = (values[at] + values[at + 1] + values[at + width] + values[at + width + 1]) / 4;
        for (int j = 0, k = 0; j < OFFSETS.length; j++) {
            int y = Math.max(0, Math.min(from.height() - 1, top + OFFSETS[j]));
            int blocks = Math.min(lastBlock, y / SupportSearch.BLOCK) * columns;
            for (int i = 0; i < OFFSETS.length; i++, k++) {
                int x = Math.max(0, Math.min(width - 1, left + OFFSETS[i]));
                float value = values[y * width + x];
                float off = (value - centre) / OTHER_BRIGHTNESS;
                float away = Math.max(Math.abs(OFFSETS[i] - 0.5f), Math.abs(OFFSETS[j] - 0.5f));
                boolean same = groups[blocks + Math.min(columns - 1, x / SupportSearch.BLOCK)] == group;
                own[k] = value + light;
                weights[k] = (1 - FARTHER * away) / (1 + off * off) * (same ? 1 : OTHER_GROUP);
            }
        }
    }

    /** The weighted sum of differences under this motion; may stop early once it reaches the least so far. */
    private float cost(float u, float v) {
        float x = left + u;
        float y = top + v;
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        boolean inside =
                x0 + FIRST >= 0 && y0 + FIRST >= 0 && x0 + LAST + 1 < to.width() && y0 + LAST + 1 < to.height();
        return inside ? inside(x0, y0, x - x0, y - y0) : atEdge(x, y);
    }

    /** All pixels have the same subpixel offset in the other picture and so the same four weights. */
    private float inside(int x0, int y0, float fx, float fy) {
        float[] there = to.values();
        int width = to.width();
        float a = (1 - fx) * (1 - fy);
        float b = fx * (1 - fy);
        float c = (1 - fx) * fy;
        float d = fx * fy;
        float sum = 0;
        for (int j = 0, k = 0; j < OFFSETS.length && sum < least; j++) {
            int row = (y0 + OFFSETS[j]) * width + x0;
            for (int i = 0; i < OFFSETS.length; i++, k++) {
                int at = row + OFFSETS[i];
                float value = a * there[at] + b * there[at + 1] + c * there[at + width] + d * there[at + width + 1];
                sum += weights[k] * Math.min(MOST, Math.abs(value - own[k]));
            }
        }
        return sum;
    }

    private float atEdge(float x, float y) {
        float sum = 0;
        for (int j = 0, k = 0; j < OFFSETS.length; j++) {
            for (int i = 0; i < OFFSETS.length; i++, k++) {
                sum += weights[k] * Math.min(MOST, Math.abs(to.at(x + OFFSETS[i], y + OFFSETS[j]) - own[k]));
            }
        }
        return sum;
    }
}
