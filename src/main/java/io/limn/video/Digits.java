package io.limn.video;

/** Draws numbers without a font, which servers may lack. */
final class Digits {
    private static final int SCALE = 3;
    private static final int COLUMNS = 3;
    private static final int ROWS = 5;
    /** The digits' rows from the top, three bits each. */
    private static final int[] SHAPES = {
        0b111101101101111,
        0b010110010010111,
        0b111001111100111,
        0b111001111001111,
        0b101101111001001,
        0b111100111001111,
        0b111100111101111,
        0b111001010010010,
        0b111101111101111,
        0b111101111001111
    };

    private Digits() {}

    /** @param picture one entry per pixel, in rows of {@code width} */
    static void draw(String number, int[] picture, int width, int left, int top, int colour) {
        int at = left;
        for (char c : number.toCharArray()) {
            if (c < '0' || c > '9') {
                continue;
            }
            for (int y = 0; y < ROWS * SCALE; y++) {
                for (int x = 0; x < COLUMNS * SCALE; x++) {
                    int bit = ROWS * COLUMNS - 1 - (y / SCALE * COLUMNS + x / SCALE);
                    if ((SHAPES[c - '0'] >> bit & 1) == 1) {
                        picture[(top + y) * width + at + x] = colour;
                    }
                }
            }
            at += (COLUMNS + 1) * SCALE;
        }
    }
}
