package io.limn.frame.codec;

/** Turns stored pixels upright as EXIF orientation tells (CIPA DC-008, tag 274). */
public final class Orientation {
    /** Rows and columns of a block: 32×32 pixels of either picture stay in the first-level cache. */
    private static final int BLOCK = 32;

    private Orientation() {}

    /** Whether width and height are swapped. */
    public static boolean turnsSideways(int orientation) {
        return orientation >= 5;
    }

    /**
     * @param bgr three bytes per pixel as stored, {@code width*height*3}; returned itself for orientation 1
     * @return the upright pixels
     */
    public static byte[] upright(byte[] bgr, int width, int height, int orientation) {
        if (orientation == 1) {
            return bgr;
        }
        // For upright pixel (x, y) the stored pixel is origin + x * stepX + y * stepY.
        int last = width * height - 1;
        int right = width - 1;
        int bottom = last - right;
        return switch (orientation) {
            case 2 -> copy(bgr, width, height, right, -1, width);
            case 3 -> copy(bgr, width, height, last, -1, -width);
            case 4 -> copy(bgr, width, height, bottom, 1, -width);
            case 5 -> copy(bgr, height, width, 0, width, 1);
            case 6 -> copy(bgr, height, width, bottom, -width, 1);
            case 7 -> copy(bgr, height, width, last, -width, -1);
            case 8 -> copy(bgr, height, width, right, width, -1);
            default -> throw new IllegalArgumentException("EXIF orientation is 1..8, not " + orientation);
        };
    }

    private static byte[] copy(byte[] from, int width, int height, int origin, int stepX, int stepY) {
        byte[] to = new byte[from.length];
        for (int top = 0; top < height; top += BLOCK) {
            int bottom = Math.min(height, top + BLOCK);
            for (int left = 0; left < width; left += BLOCK) {
                int right = Math.min(width, left + BLOCK);
                for (int y = top; y < bottom; y++) {
                    int target = (y * width + left) * 3;
                    int source = (origin + left * stepX + y * stepY) * 3;
                    for (int x = left; x < right; x++, target += 3, source += stepX * 3) {
                        to[target] = from[source];
                        to[target + 1] = from[source + 1];
                        to[target + 2] = from[source + 2];
                    }
                }
            }
        }
        return to;
    }
}
