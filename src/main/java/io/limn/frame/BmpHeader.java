package io.limn.frame;

import static io.limn.frame.HeaderParser.damaged;
import static io.limn.frame.HeaderParser.unsupported;

/** BMP: file header and the information header, of any of its sizes. */
final class BmpHeader implements HeaderParser {
    private static final int CORE_HEADER = 12;
    private static final int PLAIN = 0;
    private static final int BIT_FIELDS = 3;
    private static final int JPEG = 4;
    private static final int PNG = 5;

    @Override
    public Stored parse(byte[] file) throws FrameRejectedException {
        Bytes bytes = Bytes.littleEndian(file);
        long pixelsAt = bytes.u32(10);
        boolean core = bytes.u32(14) == CORE_HEADER;
        int width = core ? bytes.u16(18) : bytes.i32(18);
        int rows = core ? bytes.u16(20) : bytes.i32(22);
        int bits = core ? bytes.u16(24) : bytes.u16(28);
        int compression = core ? PLAIN : bytes.i32(30);
        if (width < 0 || rows == Integer.MIN_VALUE) {
            throw damaged("The BMP is damaged: it claims a size of " + width + "x" + rows + ".");
        }
        if (compression == JPEG || compression == PNG) {
            throw unsupported("The BMP wraps a JPEG or PNG, which is not read here: send that picture itself.");
        }
        int height = Math.abs(rows); // a negative height means top row first
        long rowBytes = ((long) width * bits + 31) / 32 * 4;
        boolean uncompressed = compression == PLAIN || compression == BIT_FIELDS;
        if (pixelsAt > file.length || uncompressed && height > (file.length - pixelsAt) / Math.max(1, rowBytes)) {
            throw damaged("The BMP is cut off: " + width + "x" + height + " pixels do not fit its " + file.length
                    + " bytes.");
        }
        return new Stored(width, height, 1);
    }
}
