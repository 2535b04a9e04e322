package io.limn.shot;

import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;

/**
 * Completes where a frame's pixels come from by the frame's own labels. Of a limb that moves too fast for optical flow, often only a part can be
 * followed; the rest takes the origin of the nearest pixel of the same person and labels.
 */
final class OriginFill {
    private final int width;
    private final int[] origins;
    private final byte[][] labels;
    private final int[] queue;
    private int end;

    private OriginFill(Parsing parsing, int[] origins) {
        this.width = parsing.width();
        this.origins = origins;
        labels = new byte[parsing.layers().size() + 1][];
        labels[0] = parsing.personMap().ids();
        int layer = 1;
        for (LabelLayer each : parsing.layers()) {
            labels[layer++] = each.ids();
        }
        queue = new int[origins.length];
    }

    /**
     * @param parsing of the frame
     * @param origins by pixel, its place in another frame; -1 where it isn't known. Of persons' pixels, those reached are filled in
     */
    static void fill(Parsing parsing, int[] origins) {
        OriginFill fill = new OriginFill(parsing, origins);
        for (int at = 0; at < origins.length; at++) {
            if (origins[at] >= 0 && fill.isPerson(at)) {
                fill.queue[fill.end++] = at;
            }
        }
        for (int next = 0; next < fill.end; next++) {
            fill.spread(fill.queue[next]);
        }
    }

    private boolean isPerson(int at) {
        return labels[0][at] != 0;
    }

    private void spread(int at) {
        int x = at % width;
        if (x > 0) {
            spread(at, at - 1);
        }
        if (x < width - 1) {
            spread(at, at + 1);
        }
        if (at >= width) {
            spread(at, at - width);
        }
        if (at < origins.length - width) {
            spread(at, at + width);
        }
    }

    private void spread(int from, int to) {
        if (origins[to] >= 0) {
            return;
        }
        for (byte[] layer : labels) {
            if (layer[from] != layer[to]) {
                return;
            }
        }
        origins[to] = origins[from];
        queue[end++] = to;
    }
}
