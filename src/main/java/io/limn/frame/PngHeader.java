package io.limn.frame;

import static io.limn.frame.HeaderParser.damaged;

/** PNG: IHDR, then the chain of chunks to its end, which shows a file that was cut off (PNG specification, third edition). */
final class PngHeader implements HeaderParser {
    @Override
    public Stored parse(byte[] file) throws FrameRejectedException {
        Bytes bytes = Bytes.bigEndian(file);
        if (!bytes.has(12, "IHDR")) {
            throw damaged("The PNG is damaged: it does not begin with an IHDR chunk.");
        }
        long width = bytes.u32(16);
        long height = bytes.u32(20);
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw damaged("The PNG is damaged: its size " + width + "x" + height + " is beyond what PNG allows.");
        }
        return new Stored((int) width, (int) height, orientation(bytes));
    }

    private static int orientation(Bytes bytes) throws FrameRejectedException {
        int orientation = 1;
        long at = 8;
        while (at + 12 <= bytes.length()) {
            long size = bytes.u32(at);
            if (bytes.has(at + 4, "IEND")) {
                return orientation;
            }
            if (size > bytes.length() - at - 12) {
                break;
            }
            if (bytes.has(at + 4, "eXIf")) {
                orientation = TiffDirectory.exifOrientation(bytes.slice(at + 8, size));
            }
            at += 12 + size;
        }
        throw damaged("The PNG is cut off: its " + bytes.length() + " bytes end before its IEND chunk.");
    }
}
