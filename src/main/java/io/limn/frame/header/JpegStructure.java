package io.limn.frame.header;

import java.util.List;

/**
 * A JPEG's markers, walked once from end to end without decoding (ITU-T T.81 annex B).
 *
 * @param start which SOFn: 0 baseline, 1 extended, 2 progressive
 * @param componentIds as the frame header lists them
 * @param jfif whether an APP0 JFIF segment stands in it
 * @param exif whether an APP1 EXIF segment stands in it
 * @param adobeTransform the APP14 colour transform, or -1 without that segment
 * @param orientation EXIF 1..8, 1 where there is none
 * @param icc the APP2 segments that carry the ICC profile, in file order
 * @param tables the header segments that decoding needs, in file order
 * @param scans how many there are
 * @param scannedBlocks 8×8 blocks that the scans visit, all together
 * @param scanAt offset of the first SOS marker
 * @param endAt offset behind the picture data, EOI included
 * @param closed whether an EOI marker ends the picture
 */
public record JpegStructure(
        int start,
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
        long scannedBlocks,
        int scanAt,
        int endAt,
        boolean closed)
        implements Structure {
    @Override
    public FrameFormat format() {
        return FrameFormat.JPEG;
    }

    public int components() {
        return componentIds.size();
    }

    /** Whether three components are YCbCr and not RGB: libjpeg's rule, which browsers share. */
    public boolean ycc() {
        if (jfif) {
            return true;
        }
        if (adobeTransform >= 0) {
            return adobeTransform != 0;
        }
        return exif || !componentIds.equals(List.of((int) 'R', (int) 'G', (int) 'B'));
    }

    public boolean progressive() {
        return start == 2;
    }

    public static JpegStructure read(byte[] file) throws FrameRejectedException {
        return new JpegWalk(file).walk();
    }
}
