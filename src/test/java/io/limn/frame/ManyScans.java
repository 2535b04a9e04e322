package io.limn.frame;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A flat progressive JPEG whose last scan comes again and again: few bytes that take long to decode. */
public final class ManyScans {
    /** Width and height. */
    public static final int SIDE = 1600;

    private ManyScans() {}

    public static byte[] jpeg(int times) {
        BufferedImage flat = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        byte[] jpeg = Drawing.write(flat, "jpeg", null, true);
        int last = jpeg.length - 3;
        while (jpeg[last] != (byte) 0xFF || jpeg[last + 1] != (byte) 0xDA) {
            last--;
        }
        byte[] scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < times; i++) {
            out.writeBytes(scan);
        }
        out.write(jpeg, jpeg.length - 2, 2);
        return out.toByteArray();
    }
}
