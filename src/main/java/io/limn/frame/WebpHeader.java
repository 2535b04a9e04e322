package io.limn.frame;

import static io.limn.frame.HeaderParser.damaged;
import static io.limn.frame.HeaderParser.unsupported;

/** WebP: the RIFF container and the first bytes of its VP8 or VP8L stream (RFC 9649). */
final class WebpHeader implements HeaderParser {
    private static final int ANIMATED = 0x02;

    @Override
    public Stored parse(byte[] file) throws FrameRejectedException {
        Bytes bytes = Bytes.littleEndian(file);
        long end = bytes.u32(4) + 8;
        if (end > file.length) {
            throw damaged("The WebP is cut off: it claims " + end + " bytes and has " + file.length + ".");
        }
        Stored canvas = null;
        Stored stream = null;
        int orientation = 1;
        long at = 12;
        while (at + 8 <= end) {
            long size = bytes.u32(at + 4);
            Bytes chunk = bytes.slice(at + 8, size);
            if (bytes.has(at, "VP8X")) {
                if ((chunk.u8(0) & ANIMATED) != 0) {
                    throw unsupported(
                            "The WebP is animated, which is not read here: send each of its frames as a picture of its own.");
                }
                canvas = new Stored(chunk.u24(4) + 1, chunk.u24(7) + 1, 1);
            } else if (bytes.has(at, "VP8 ") && stream == null) {
                stream = lossy(chunk);
            } else if (bytes.has(at, "VP8L") && stream == null) {
                stream = lossless(chunk);
            } else if (bytes.has(at, "EXIF")) {
                orientation =
                        TiffDirectory.exifOrientation(chunk.has(0, "Exif\0\0") ? chunk.slice(6, size - 6) : chunk);
            }
            at += 8 + size + (size & 1);
        }
        if (stream == null) {
            throw damaged("The WebP is damaged: it holds no picture.");
        }
        // A decoder allocates by either size, so both must be the one that the limits are held against.
        if (canvas != null && (canvas.width() != stream.width() || canvas.height() != stream.height())) {
            throw damaged("The WebP is damaged: its canvas and its picture differ in size.");
        }
        return new Stored(stream.width(), stream.height(), orientation);
    }

    private static Stored lossy(Bytes chunk) throws FrameRejectedException {
        if ((chunk.u8(0) & 1) != 0 || !chunk.has(3, "\u009D\u0001\u002A")) {
            throw damaged("The WebP is damaged: its VP8 stream does not begin with a key frame.");
        }
        return new Stored(chunk.u16(6) & 0x3FFF, chunk.u16(8) & 0x3FFF, 1);
    }

    private static Stored lossless(Bytes chunk) throws FrameRejectedException {
        if (chunk.u8(0) != 0x2F) {
            throw damaged("The WebP is damaged: its VP8L stream lacks its signature.");
        }
        long bits = chunk.u32(1);
        return new Stored((int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1, 1);
    }
}
