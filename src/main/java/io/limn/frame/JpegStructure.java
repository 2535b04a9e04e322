package io.limn.frame;

import static io.limn.frame.HeaderParser.damaged;

import java.util.ArrayList;
import java.util.List;

/**
 * A JPEG's markers, walked once from end to end without decoding (ITU-T T.81 annex B).
 *
 * @param start which SOFn: 0 baseline, 1 extended, 2 progressive, …
 * @param componentIds as the frame header lists them
 * @param jfif whether an APP0 JFIF segment stands in it
 * @param exif whether an APP1 EXIF segment stands in it
 * @param adobeTransform the APP14 colour transform, or -1 without that segment
 * @param orientation EXIF 1..8, 1 where there is none
 * @param icc offsets of the APP2 segments that carry the ICC profile, in file order
 * @param tables the header segments that decoding needs, in file order
 * @param scanAt offset of the first SOS marker
 * @param endAt offset behind the EOI marker
 */
record JpegStructure(
        int start,
        int precision,
        int width,
        int height,
        List<Integer> componentIds,
        boolean jfif,
        boolean exif,
        int adobeTransform,
        int orientation,
        List<Segment> icc,
        List<Segment> tables,
        int scans,
        int scanAt,
        int endAt) {
    /** A marker segment: the 0xFF's offset, and the size with marker and length field. */
    record Segment(int at, int size) {}

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    int components() {
        return componentIds.size();
    }

    boolean huffmanCoded() {
        return start <= 2;
    }

    /** Whether three components are YCbCr and not RGB: libjpeg's rule, which browsers share. */
    boolean ycc() {
        if (jfif) {
            return true;
        }
        if (adobeTransform >= 0) {
            return adobeTransform != 0;
        }
        return exif || !componentIds.equals(List.of((int) 'R', (int) 'G', (int) 'B'));
    }

    static JpegStructure read(byte[] file) throws FrameRejectedException {
        return new Walk(file).walk();
    }

    private static final class Walk {
        private final Bytes bytes;
        private final List<Segment> icc = new ArrayList<>();
        private final List<Segment> tables = new ArrayList<>();
        private final List<Integer> componentIds = new ArrayList<>();
        private int start = -1;
        private int precision;
        private int width;
        private int height;
        private boolean jfif;
        private boolean exif;
        private int adobeTransform = -1;
        private int orientation = 1;

        Walk(byte[] file) {
            bytes = Bytes.bigEndian(file);
        }

        JpegStructure walk() throws FrameRejectedException {
            int at = 2;
            while (true) {
                at = marker(at);
                int marker = bytes.u8(at + 1);
                if (marker == SOS) {
                    break;
                }
                if (marker == EOI) {
                    throw damaged("The JPEG is damaged: it ends before its picture data begin.");
                }
                if (standsAlone(marker)) {
                    at += 2;
                    continue;
                }
                Segment segment = segment(at);
                take(marker, segment);
                at += segment.size();
            }
            if (start < 0) {
                throw damaged("The JPEG is damaged: its picture data come before its frame header.");
            }
            int[] scansAndEnd = scans(at);
            return new JpegStructure(
                    start,
                    precision,
                    width,
                    height,
                    List.copyOf(componentIds),
                    jfif,
                    exif,
                    adobeTransform,
                    orientation,
                    List.copyOf(icc),
                    List.copyOf(tables),
                    scansAndEnd[0],
                    at,
                    scansAndEnd[1]);
        }

        /** The offset of the 0xFF right before the next marker's code; stray bytes before it are passed over. */
        private int marker(int from) throws FrameRejectedException {
            int at = from;
            while (bytes.u8(at) != 0xFF || bytes.u8(at + 1) == 0xFF || bytes.u8(at + 1) == 0) {
                at++;
            }
            return at;
        }

        private Segment segment(int at) throws FrameRejectedException {
            int size = bytes.u16(at + 2);
            if (size < 2 || at + 2 + size > bytes.length()) {
                throw damaged("The JPEG is cut off or damaged: a segment at byte " + at + " reaches past its end.");
            }
            return new Segment(at, size + 2);
        }

        private void take(int marker, Segment segment) throws FrameRejectedException {
            int at = segment.at();
            if (marker >= 0xE0 && marker <= 0xEF) {
                application(marker - 0xE0, segment);
            } else if (marker != 0xFE) { // all but comments
                tables.add(segment);
            }
            boolean frameHeader =
                    marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frameHeader) {
                if (start >= 0) {
                    throw damaged("The JPEG is damaged: it has two frame headers.");
                }
                start = marker - 0xC0;
                precision = bytes.u8(at + 4);
                height = bytes.u16(at + 5);
                width = bytes.u16(at + 7);
                int components = bytes.u8(at + 9);
                for (int i = 0; i < components; i++) {
                    componentIds.add(bytes.u8(at + 10 + 3 * i));
                }
            }
        }

        private void application(int number, Segment segment) throws FrameRejectedException {
            int at = segment.at();
            if (number == 0 && bytes.has(at + 4, "JFIF\0")) {
                jfif = true;
            } else if (number == 1 && bytes.has(at + 4, "Exif\0")) {
                if (!exif) {
                    orientation = TiffDirectory.exifOrientation(bytes.slice(at + 10, Math.max(0, segment.size() - 10)));
                }
                exif = true;
            } else if (number == 2 && bytes.has(at + 4, "ICC_PROFILE\0")) {
                icc.add(segment);
            } else if (number == 14 && bytes.has(at + 4, "Adobe") && segment.size() >= 16) {
                adobeTransform = bytes.u8(at + 15);
            }
        }

        /** Number of scans and the offset behind EOI. */
        private int[] scans(int firstScan) throws FrameRejectedException {
            byte[] file = bytes.array();
            int scans = 0;
            int at = firstScan;
            while (at + 1 < file.length) {
                if (file[at] != (byte) 0xFF) {
                    at++;
                    continue;
                }
                int marker = file[at + 1] & 0xFF;
                if (marker == EOI) {
                    return new int[] {scans, at + 2};
                }
                if (marker == 0xFF) {
                    at++;
                } else if (marker < 0xC0 || standsAlone(marker)) {
                    at += 2; // a stuffed zero, a restart, or noise that the decoder will judge
                } else {
                    scans += marker == SOS ? 1 : 0;
                    at += segment(at).size();
                }
            }
            throw damaged("The JPEG is cut off: its " + file.length + " bytes end in the middle of the picture.");
        }

        private static boolean standsAlone(int marker) {
            return marker == 0x01 || marker >= 0xD0 && marker <= SOI;
        }
    }
}
