package io.limn.model.decode;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The planes of an output that are the left and the right of the same thing.
 *
 * @param pairs left, right, left, right
 */
record SidePlanes(int[] pairs) {
    private static final String LEFT = "left-";
    private static final String RIGHT = "right-";

    /**
     * The planes of what is part of a limb, or worn on it alone.
     *
     * @param names of the labels, in order
     * @param limb as in {@link LimbLabels}
     */
    static SidePlanes of(List<String> names, int limb) {
        return new SidePlanes(names.stream()
                .filter(name -> name.startsWith(LEFT) && LimbLabels.isOf(limb, name.substring(LEFT.length())))
                .map(name -> name.substring(LEFT.length()))
                .filter(stem -> names.contains(RIGHT + stem))
                .flatMapToInt(stem -> IntStream.of(names.indexOf(LEFT + stem), names.indexOf(RIGHT + stem)))
                .toArray());
    }

    /** In these cells, gives the larger value of each pair to one side, and the smaller one to the other. */
    void give(float[] output, BitSet cells, boolean left, Grid grid) {
        for (int cell = cells.nextSetBit(0); cell >= 0; cell = cells.nextSetBit(cell + 1)) {
            int at = grid.at(cell);
            for (int i = 0; i < pairs.length; i += 2) {
                int a = pairs[i] * grid.plane + at;
                int b = pairs[i + 1] * grid.plane + at;
                float most = Math.max(output[a], output[b]);
                float least = Math.min(output[a], output[b]);
                output[a] = left ? most : least;
                output[b] = left ? least : most;
            }
        }
    }

    /** The same for a label id: its counterpart if it is of the other side. */
    int give(int id, boolean left) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (id == pairs[i] || id == pairs[i + 1]) {
                return left ? pairs[i] : pairs[i + 1];
            }
        }
        return id;
    }

    /** The counterpart of a plane on the other side; itself if it has none. */
    int counterpart(int plane) {
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i] == plane) {
                return pairs[i ^ 1];
            }
        }
        return plane;
    }
}
