package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

import java.util.Optional;

/**
 * A WebP's RIFF container and the first bytes of its VP8 or VP8L stream (RFC 9649). An animation of one frame is a still
 * picture.
 *
 * @param width of the canvas
 * @param height of the canvas
 * @param icc the contents of ICCP
 * @param alpha the ALPH chunk with its head, beside a lossy stream
 * @param stream the VP8 or VP8L chunk with its head
 * @param picture where the stream's pixels lie on the canvas
 */
public record WebpStructure(
        int width,
        int height,
        int orientation,
        Optional<Segment> icc,
        Optional<Segment> alpha,
        Segment stream,
        boolean lossless,
        Place picture)
        implements Structure {
    /** A rectangle of the canvas, in pixels. */
    public record Place(int x, int y, int width, int height) {}

    private static final int CHUNK_HEAD = 8;
    private static final int FRAME_HEAD = 16;
    private static final int ANIMATED = 0x02;

    @Override
    public FrameFormat format() {
        return FrameFormat.WEBP;
    }

    static WebpStructure read(byte[] file) throws FrameRejectedException {
        Bytes bytes = Bytes.littleEndian(file);
        long end = bytes.u32(4) + 8;
        if (end > file.length) {
            throw damaged("The WebP is cut off: it claims " + end + " bytes and has " + file.length + ".");
        }
        return new Walk(bytes).read((int) end);
    }

    private static final class Walk {
        private final Bytes bytes;
        private int[] canvas;
        private int[] frame;
        private int frames;
        private boolean animated;
        private int orientation = 1;
        private Optional<Segment> icc = Optional.empty();
        private Optional<Segment> alpha = Optional.empty();
        private Segment stream;
        private boolean lossless;
        private int[] size;

        Walk(Bytes bytes) {
            this.bytes = bytes;
        }

        WebpStructure read(int end) throws FrameRejectedException {
            chunks(12, end);
            if (animated && frames > 1) {
                throw unsupported("The WebP is animated, which is not read here: send each of its " + frames
                        + " frames as a picture of its own.");
            }
            if (stream == null) {
                throw damaged("The WebP is damaged: it holds no picture.");
            }
            int[] whole = canvas == null ? size : canvas;
            Place place = frame == null
                    ? new Place(0, 0, whole[0], whole[1])
                    : new Place(frame[0], frame[1], frame[2], frame[3]);
            // A decoder allocates by either size, so both must be the one that the limits are held against.
            if (place.width() != size[0]
                    || place.height() != size[1]
                    || (long) place.x() + size[0] > whole[0]
                    || (long) place.y() + size[1] > whole[1]) {
                throw damaged("The WebP is damaged: its canvas and its picture differ in size.");
            }
            return new WebpStructure(whole[0], whole[1], orientation, icc, alpha, stream, lossless, place);
        }

        private void chunks(int from, int end) throws FrameRejectedException {
            long at = from;
            while (at + CHUNK_HEAD <= end) {
                long size = bytes.u32(at + 4);
                if (at + CHUNK_HEAD + size > end) {
                    throw damaged("The WebP is cut off or damaged: a part reaches past its end.");
                }
                chunk((int) at, (int) size);
                at += CHUNK_HEAD + size + (size & 1);
            }
        }

        private void chunk(int at, int length) throws FrameRejectedException {
            Bytes contents = bytes.slice(at + (long) CHUNK_HEAD, length);
            if (bytes.has(at, "VP8X")) {
                animated = (contents.u8(0) & ANIMATED) != 0;
                canvas = new int[] {contents.u24(4) + 1, contents.u24(7) + 1};
            } else if (bytes.has(at, "ICCP")) {
                icc = Optional.of(new Segment(at + CHUNK_HEAD, length));
            } else if (bytes.has(at, "ANMF")) {
                if (frames++ == 0) {
                    frame = new int[] {
                        contents.u24(0) * 2, contents.u24(3) * 2, contents.u24(6) + 1, contents.u24(9) + 1
                    };
                    chunks(at + CHUNK_HEAD + FRAME_HEAD, at + CHUNK_HEAD + length);
                }
            } else if (bytes.has(at, "ALPH") && stream == null) {
                alpha = Optional.of(new Segment(at, CHUNK_HEAD + length));
            } else if (bytes.has(at, "VP8 ") && stream == null) {
                stream = new Segment(at, CHUNK_HEAD + length);
                size = lossy(contents);
            } else if (bytes.has(at, "VP8L") && stream == null) {
                stream = new Segment(at, CHUNK_HEAD + length);
                size = lossless(contents);
                lossless = true;
                alpha = Optional.empty();
            } else if (bytes.has(at, "EXIF")) {
                orientation = TiffDirectory.exifOrientation(
                        contents.has(0, "Exif\0\0") ? contents.slice(6, length - 6L) : contents);
            }
        }

        private static int[] lossy(Bytes chunk) throws FrameRejectedException {
            if ((chunk.u8(0) & 1) != 0 || !chunk.has(3, "\u009D\u0001\u002A")) {
                throw damaged("The WebP is damaged: its VP8 stream does not begin with a key frame.");
            }
            return new int[] {chunk.u16(6) & 0x3FFF, chunk.u16(8) & 0x3FFF};
        }

        private static int[] lossless(Bytes chunk) throws FrameRejectedException {
            if (chunk.u8(0) != 0x2F) {
                throw damaged("The WebP is damaged: its VP8L stream lacks its signature.");
            }
            long bits = chunk.u32(1);
            return new int[] {(int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1};
        }
    }
}
