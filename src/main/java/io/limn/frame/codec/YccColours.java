package io.limn.frame.codec;

import io.limn.frame.header.TiffYcc;

/** YCbCr of 8 bits as a TIFF defines it, turned into RGB (TIFF 6.0, section 21). */
final class YccColours {
    private static final int VALUES = 256;

    private final double[] luma = new double[VALUES];
    private final double[] redOfCr = new double[VALUES];
    private final double[] greenOfCr = new double[VALUES];
    private final double[] greenOfCb = new double[VALUES];
    private final double[] blueOfCb = new double[VALUES];

    YccColours(TiffYcc kind) {
        double[] parts = kind.luma();
        double[] reference = kind.reference();
        for (int i = 0; i < VALUES; i++) {
            luma[i] = (i - reference[0]) * 255 / (reference[1] - reference[0]);
            double cb = (i - reference[2]) * 127 / (reference[3] - reference[2]);
            double cr = (i - reference[4]) * 127 / (reference[5] - reference[4]);
            redOfCr[i] = cr * (2 - 2 * parts[0]);
            blueOfCb[i] = cb * (2 - 2 * parts[2]);
            greenOfCr[i] = -redOfCr[i] * parts[0] / parts[1];
            greenOfCb[i] = -blueOfCb[i] * parts[2] / parts[1];
        }
    }

    void put(int y, int cb, int cr, byte[] rgb, int at) {
        double grey = luma[y] + 0.5;
        rgb[at] = clamp(grey + redOfCr[cr]);
        rgb[at + 1] = clamp(grey + greenOfCb[cb] + greenOfCr[cr]);
        rgb[at + 2] = clamp(grey + blueOfCb[cb]);
    }

    private static byte clamp(double value) {
        return (byte) Math.max(0, Math.min(255, (int) Math.floor(value)));
    }
}
