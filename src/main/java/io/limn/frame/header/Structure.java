package io.limn.frame.header;

import io.limn.frame.header.FrameRejectedException.Reason;

/**
 * What a file says about its picture, found in one walk over its bytes and without decoding a pixel. The walk costs no more
 * than a look at each byte, whatever the file claims; the decoder starts from what was found here.
 */
public sealed interface Structure
        permits JpegStructure,
                PngStructure,
                WebpStructure,
                TiffStructure,
                BmpStructure,
                ExrStructure,
                DpxStructure,
                HeifStructure {
    FrameFormat format();

    /** Of the pixels as they are stored. */
    int width();

    /** Of the pixels as they are stored. */
    int height();

    /** EXIF orientation, 1..8. */
    int orientation();

    default long pixels() {
        return (long) width() * height();
    }

    /** @throws FrameRejectedException DAMAGED where the file breaks off or contradicts itself, UNSUPPORTED where it is of a kind that is not read */
    static Structure of(byte[] file) throws FrameRejectedException {
        return switch (FormatSniffer.sniff(file)) {
            case JPEG -> JpegStructure.read(file);
            case PNG -> PngStructure.read(file);
            case WEBP -> WebpStructure.read(file);
            case TIFF -> TiffStructure.read(file);
            case BMP -> BmpStructure.read(file);
            case EXR -> ExrStructure.read(file);
            case DPX -> DpxStructure.read(file);
            case HEIC -> HeifStructure.read(file, FrameFormat.HEIC);
            case AVIF -> HeifStructure.read(file, FrameFormat.AVIF);
        };
    }

    static FrameRejectedException damaged(String sentence) {
        return new FrameRejectedException(Reason.DAMAGED, sentence);
    }

    static FrameRejectedException unsupported(String sentence) {
        return new FrameRejectedException(Reason.UNSUPPORTED, sentence);
    }

    /** An orientation outside 1..8 says nothing. */
    static int checkedOrientation(long orientation) {
        return orientation < 1 || orientation > 8 ? 1 : (int) orientation;
    }
}
