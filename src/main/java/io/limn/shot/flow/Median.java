package io.limn.shot.flow;

/** The median in linear time, by Hoare's selection. */
public final class Median {
    private Median() {}

    /**
     * The upper median of the first {@code count} values, which are reordered; 0 of none.
     *
     * @param values without NaN
     */
    public static float of(float[] values, int count) {
        if (count == 0) {
            return 0;
        }
        int wanted = count / 2;
        int from = 0;
        int to = count - 1;
        while (from < to) {
            float pivot = values[(from + to) >>> 1];
            int low = from;
            int high = to;
            while (low <= high) {
                while (values[low] < pivot) {
                    low++;
                }
                while (values[high] > pivot) {
                    high--;
                }
                if (low <= high) {
                    float swapped = values[low];
                    values[low++] = values[high];
                    values[high--] = swapped;
                }
            }
            if (wanted <= high) {
                to = high;
            } else if (wanted >= low) {
                from = low;
            } else {
                break;
            }
        }
        return values[wanted];
    }
}
