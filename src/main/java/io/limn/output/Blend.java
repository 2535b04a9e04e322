package io.limn.output;

/**
 * Colours over pixels in 16.16 fixed point: {@code out = pixel * keep[id] + add[id]}, run by run of equal ids.
 *
 * @param keep share of the pixel that stays, by id; 65536 for background
 * @param add the colour's share with rounding, three channels an id, blue first
 */
record Blend(int[] keep, int[] add) {
    private static final int ONE = 1 << 16;

    /**
     * @param palette 256 colours as 0xRRGGBB; id 0 is background and stays untouched
     * @param opacity 0..1
     */
    static Blend of(int[] palette, double opacity) {
        int cover = (int) Math.round(opacity * ONE);
        int[] keep = new int[256];
        int[] add = new int[256 * 3];
        keep[0] = ONE;
        for (int id = 1; id < 256; id++) {
            keep[id] = ONE - cover;
            for (int channel = 0; channel < 3; channel++) {
                add[id * 3 + channel] = (palette[id] >> 8 * channel & 0xFF) * cover + ONE / 2;
            }
        }
        return new Blend(keep, add);
    }

    /**
     * One row of the frame under its colours.
     *
     * @param bgr the whole frame, three bytes per pixel
     * @param ids the whole map, one byte per pixel
     * @param first index of the row's first pixel
     * @param out receives {@code out.length} pixels: red in the highest byte, then green, then blue
     */
    void row(byte[] bgr, byte[] ids, int first, int[] out) {
        for (int x = 0; x < out.length; ) {
            byte id = ids[first + x];
            int end = x + 1;
            while (end < out.length && ids[first + end] == id) {
                end++;
            }
            if (id == 0) {
                copy(bgr, first, x, end, out);
            } else {
                cover(bgr, id & 0xFF, first, x, end, out);
            }
            x = end;
        }
    }

    private static void copy(byte[] bgr, int first, int from, int to, int[] out) {
        for (int x = from, at = (first + from) * 3; x < to; x++, at += 3) {
            out[x] = bgr[at + 2] << 24 | (bgr[at + 1] & 0xFF) << 16 | (bgr[at] & 0xFF) << 8;
        }
    }

    private void cover(byte[] bgr, int id, int first, int from, int to, int[] out) {
        int share = keep[id];
        int addBlue = add[id * 3];
        int addGreen = add[id * 3 + 1];
        int addRed = add[id * 3 + 2];
        for (int x = from, at = (first + from) * 3; x < to; x++, at += 3) {
            int blue = (bgr[at] & 0xFF) * share + addBlue >> 16;
            int green = (bgr[at + 1] & 0xFF) * share + addGreen >> 16;
            int red = (bgr[at + 2] & 0xFF) * share + addRed >> 16;
            out[x] = red << 24 | green << 16 | blue << 8;
        }
    }
}
