package io.limn.edit;

import java.util.Arrays;

/** Connected pixels of equal value (4-connectivity). */
final class ConnectedArea {
    private ConnectedArea() {}

    /**
     * The area around a pixel.
     *
     * @param first a map of the frame, row-major; pixels are equal if both maps have the same values
     * @param second another such map, or null
     */
    static Area of(int width, int height, byte[] first, byte[] second, int x, int y) {
        byte[] alpha = new byte[Math.multiplyExact(width, height)];
        byte value = first[y * width + x];
        byte other = second == null ? 0 : second[y * width + x];
        int[] waiting = new int[1024];
        int count = 0;
        waiting[count++] = y * width + x;
        alpha[y * width + x] = (byte) 255;
        while (count > 0) {
            int at = waiting[--count];
            if (count + 4 > waiting.length) {
                waiting = Arrays.copyOf(waiting, 2 * waiting.length);
            }
            int column = at % width;
            for (int side = 0; side < 4; side++) {
                int next =
                        switch (side) {
                            case 0 -> column > 0 ? at - 1 : -1;
                            case 1 -> column < width - 1 ? at + 1 : -1;
                            case 2 -> at - width;
                            default -> at + width;
                        };
                if (next >= 0
                        && next < alpha.length
                        && alpha[next] == 0
                        && first[next] == value
                        && (second == null || second[next] == other)) {
                    alpha[next] = (byte) 255;
                    waiting[count++] = next;
                }
            }
        }
        return new Area(0, 0, width, height, alpha);
    }

    /** All pixels with the values of one pixel, connected or not. */
    static Area alike(int width, int height, byte[] first, byte[] second, int x, int y) {
        byte[] alpha = new byte[Math.multiplyExact(width, height)];
        byte value = first[y * width + x];
        byte other = second[y * width + x];
        for (int at = 0; at < alpha.length; at++) {
            if (first[at] == value && second[at] == other) {
                alpha[at] = (byte) 255;
            }
        }
        return new Area(0, 0, width, height, alpha);
    }
}
