package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

import java.util.ArrayList;
import java.util.List;

/** The walk that gives a {@link JpegStructure}. */
final class JpegWalk {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int LOSSLESS_LS = 0xF7;
    private static final int COMMENT = 0xFE;
    private static final int MOST_TABLES = 4096;
    /** Their number is one byte. */
    private static final int MOST_ICC_PARTS = 255;

    private final Bytes bytes;
    private final List<Segment> icc = new ArrayList<>();
    private final List<Segment> tables = new ArrayList<>();
    private final List<Integer> componentIds = new ArrayList<>();
    private final List<Long> componentBlocks = new ArrayList<>();
    private int start = -1;
    private int precision;
    private int width;
    private int height;
    private boolean jfif;
    private boolean exif;
    private int adobeTransform = -1;
    private int orientation = 1;
    private int scans;
    private long scannedBlocks;

    JpegWalk(byte[] file) {
        bytes = Bytes.bigEndian(file);
    }

    JpegStructure walk() throws FrameRejectedException {
        int scanAt = header();
        if (start < 0) {
            throw damaged("The JPEG is damaged: its picture data come before its frame header.");
        }
        check();
        int end = picture(scanAt);
        boolean closed = end > 0;
        return new JpegStructure(
                start,
                width,
                height,
                List.copyOf(componentIds),
                jfif,
                exif,
                adobeTransform,
                orientation,
                List.copyOf(icc),
                List.copyOf(tables),
                scans,
                scannedBlocks,
                scanAt,
                closed ? end : withoutPadding(scanAt, -end),
                closed);
    }

    /** @return the offset of the first SOS marker */
    private int header() throws FrameRejectedException {
        int at = 2;
        while (true) {
            at = marker(at);
            int marker = bytes.u8(at + 1L);
            if (marker == SOS) {
                return at;
            }
            if (marker == EOI) {
                throw damaged("The JPEG is damaged: it ends before its picture data begin.");
            }
            if (standsAlone(marker)) {
                at += 2;
                continue;
            }
            int size = size(at);
            if (size == 0) {
                throw damaged("The JPEG is cut off or damaged: a segment at byte " + at + " reaches past its end.");
            }
            take(marker, new Segment(at, size));
            at += size;
        }
    }

    private void check() throws FrameRejectedException {
        if (precision != 8 || start > 2) {
            throw unsupported("The JPEG is " + kind()
                    + ", which is not read here: send it as baseline or progressive with 8 bits per sample.");
        }
        if (height == 0 && width > 0) {
            throw unsupported("The JPEG gives its height behind its picture data (DNL), which is not read here: save it"
                    + " again with an ordinary encoder.");
        }
        if (componentIds.size() != 1 && componentIds.size() != 3 && componentIds.size() != 4) {
            throw unsupported("The JPEG has " + componentIds.size() + " colour components; 1, 3 or 4 are read.");
        }
    }

    private String kind() {
        return switch (start) {
            case 3, 11 -> "lossless, of " + precision + " bits per sample";
            case 5, 6, 7 -> "hierarchical";
            case 9, 10 -> "arithmetic-coded";
            case 13, 14, 15 -> "hierarchical and arithmetic-coded";
            default -> "of " + precision + " bits per sample";
        };
    }

    /** The offset of the 0xFF right before the next marker's code; stray bytes before it are passed over. */
    private int marker(int from) throws FrameRejectedException {
        int at = from;
        while (bytes.u8(at) != 0xFF || bytes.u8(at + 1L) == 0xFF || bytes.u8(at + 1L) == 0) {
            at++;
        }
        return at;
    }

    /** Of the segment with its marker; 0 where it does not fit the file. */
    private int size(int at) {
        if (at + 4 > bytes.length()) {
            return 0;
        }
        int size = (bytes.array()[at + 2] & 0xFF) << 8 | bytes.array()[at + 3] & 0xFF;
        return size < 2 || at + 2 + size > bytes.length() ? 0 : size + 2;
    }

    private void take(int marker, Segment segment) throws FrameRejectedException {
        if (marker == LOSSLESS_LS) {
            throw unsupported("The frame is a JPEG-LS picture, which is not read here: send it as JPEG or PNG.");
        }
        if (marker >= 0xE0 && marker <= 0xEF) {
            application(marker - 0xE0, segment);
        } else if (marker != COMMENT) {
            tables.add(segment);
            if (tables.size() > MOST_TABLES) {
                throw damaged("The JPEG is damaged: it has more than " + MOST_TABLES + " tables.");
            }
        }
        boolean frameHeader = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frameHeader) {
            if (start >= 0) {
                throw damaged("The JPEG is damaged: it has two frame headers.");
            }
            frameHeader(marker - 0xC0, segment.at());
        }
    }

    private void frameHeader(int kind, int at) throws FrameRejectedException {
        start = kind;
        precision = bytes.u8(at + 4L);
        height = bytes.u16(at + 5L);
        width = bytes.u16(at + 7L);
        int components = bytes.u8(at + 9L);
        int across = 1;
        int down = 1;
        for (int i = 0; i < components; i++) {
            componentIds.add(bytes.u8(at + 10L + 3 * i));
            across = Math.max(across, bytes.u8(at + 11L + 3 * i) >> 4);
            down = Math.max(down, bytes.u8(at + 11L + 3 * i) & 15);
        }
        for (int i = 0; i < components; i++) {
            int factors = bytes.u8(at + 11L + 3 * i);
            componentBlocks.add(blocks(width, factors >> 4, across) * blocks(height, factors & 15, down));
        }
    }

    private static long blocks(int side, int factor, int most) {
        long samples = ((long) side * factor + most - 1) / most;
        return (samples + 7) / 8;
    }

    private void application(int number, Segment segment) throws FrameRejectedException {
        int at = segment.at();
        if (number == 0 && bytes.has(at + 4, "JFIF\0")) {
            jfif = true;
        } else if (number == 1 && bytes.has(at + 4, "Exif\0")) {
            if (!exif) {
                orientation = TiffDirectory.exifOrientation(bytes.slice(at + 10L, Math.max(0, segment.size() - 10)));
            }
            exif = true;
        } else if (number == 2 && bytes.has(at + 4, "ICC_PROFILE\0") && icc.size() < MOST_ICC_PARTS) {
            icc.add(segment);
        } else if (number == 14 && bytes.has(at + 4, "Adobe") && segment.size() >= 16) {
            adobeTransform = bytes.u8(at + 15L);
        }
    }

    /**
     * Walks the scans.
     *
     * @return the offset behind EOI; or, negative, where the bytes end that may be the picture's when there is no EOI: another
     *     picture's beginning, a trailer's stray marker, or the end of the file
     */
    private int picture(int firstScan) {
        byte[] file = bytes.array();
        int at = firstScan;
        while (at + 1 < file.length) {
            if (file[at] != (byte) 0xFF) {
                at++;
                continue;
            }
            int marker = file[at + 1] & 0xFF;
            if (marker == EOI) {
                return at + 2;
            }
            if (marker == SOI) {
                return -at;
            }
            if (marker == 0xFF) {
                at++;
            } else if (marker < 0xC0 || standsAlone(marker)) {
                at += 2; // a stuffed zero, a restart, or noise that the decoder will judge
            } else {
                int size = size(at);
                if (size == 0) {
                    return -at;
                }
                if (marker == SOS) {
                    scans++;
                    scannedBlocks += visited(file, at, size);
                }
                at += size;
            }
        }
        return -file.length;
    }

    private long visited(byte[] file, int at, int size) {
        long blocks = 0;
        for (int i = 0; i < (file[at + 4] & 0xFF) && 6 + 2 * i < size; i++) {
            int component = componentIds.indexOf(file[at + 5 + 2 * i] & 0xFF);
            blocks += component < 0 ? 0 : componentBlocks.get(component);
        }
        return blocks;
    }

    /** Zeros after the data don't count: a truncated file padded with zeros must not pass for a complete one. */
    private int withoutPadding(int scanAt, int end) {
        byte[] file = bytes.array();
        int at = end;
        while (at > scanAt && file[at - 1] == 0) {
            at--;
        }
        return at < end && at > scanAt && file[at - 1] == (byte) 0xFF
                ? at + 1
                : at; // a stuffed zero belongs to the data
    }

    private static boolean standsAlone(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= SOI;
    }
}
