package io.limn.model.decode;

import io.limn.parsing.Box;
import java.util.Arrays;

/** Pixel count and bounding box of each id of a map. */
final class RegionStats {
    private final long[] pixels = new long[256];
    private final int[] left = new int[256];
    private final int[] top = new int[256];
    private final int[] right = new int[256];
    private final int[] bottom = new int[256];

    /** @param map of the frame, row-major; 0 is ignored */
    RegionStats(byte[] map, int width) {
        Arrays.fill(left, Integer.MAX_VALUE);
        Arrays.fill(top, -1);
        for (int y = 0, i = 0; i < map.length; y++) {
            for (int x = 0; x < width; x++, i++) {
                if (map[i] != 0) {
                    add(map[i] & 0xFF, x, y);
                }
            }
        }
    }

    private void add(int number, int x, int y) {
        pixels[number]++;
        left[number] = Math.min(left[number], x);
        right[number] = Math.max(right[number], x);
        top[number] = top[number] < 0 ? y : top[number];
        bottom[number] = y;
    }

    long pixels(int number) {
        return pixels[number];
    }

    /** The bounding box of an id; it must have pixels. */
    Box box(int number) {
        return new Box(left[number], top[number], right[number] - left[number] + 1, bottom[number] - top[number] + 1);
    }
}
