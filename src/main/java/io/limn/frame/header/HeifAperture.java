package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;

/** What of its picture a HEIF file shows: its clap box. */
final class HeifAperture {
    private HeifAperture() {}

    /** Left, top, width and height of the clean aperture, whose place is told from the middle. */
    static int[] of(Bytes bytes, int at, int[] size, FrameFormat format) throws FrameRejectedException {
        double[] values = new double[4];
        for (int i = 0; i < 4; i++) {
            values[i] = bytes.i32(at + 8L * i) / (double) Math.max(1, bytes.i32(at + 8L * i + 4));
        }
        int width = (int) Math.round(values[0]);
        int height = (int) Math.round(values[1]);
        int left = (int) Math.round((size[0] - values[0]) / 2 + values[2]);
        int top = (int) Math.round((size[1] - values[1]) / 2 + values[3]);
        if (width < 1 || height < 1 || left < 0 || top < 0 || left + width > size[0] || top + height > size[1]) {
            throw damaged("The " + format + " is damaged: what it shows lies outside its picture.");
        }
        return new int[] {left, top, width, height};
    }
}
