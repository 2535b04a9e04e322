package io.limn.output;

/**
 * Colours over pixels in 16.16 fixed point: {@code out = pixel * keep[id] + add[id]}, so that a pixel costs the same whatever
 * lies on it and no branch is taken.
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
     * @param bgr three bytes a pixel
     * @param ids one byte a pixel
     * @param out three bytes a pixel; may be {@code bgr} itself
     */
    void over(byte[] bgr, byte[] ids, byte[] out) {
        for (int i = 0, at = 0; i < ids.length; i++, at += 3) {
            int id = ids[i] & 0xFF;
            int share = keep[id];
            int colour = id * 3;
            out[at] = (byte) ((bgr[at] & 0xFF) * share + add[colour] >> 16);
            out[at + 1] = (byte) ((bgr[at + 1] & 0xFF) * share + add[colour + 1] >> 16);
            out[at + 2] = (byte) ((bgr[at + 2] & 0xFF) * share + add[colour + 2] >> 16);
        }
    }
}
