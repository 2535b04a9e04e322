package io.limn.frame.header;

import io.limn.frame.header.FrameRejectedException.Reason;

/** Tells the format from the first bytes; names and media types are never asked. */
final class FormatSniffer {
    private static final String READ =
            "Limn reads JPEG, PNG, WebP, TIFF, BMP, OpenEXR and DPX, with ffmpeg also HEIC and AVIF.";

    private static final int TEXT_LOOKED_AT = 256;
    private static final int MOST_BRANDS = 256;

    private FormatSniffer() {}

    /**
     * @throws FrameRejectedException EMPTY, UNSUPPORTED for a picture or film of another format, else NOT_AN_IMAGE
     */
    static FrameFormat sniff(byte[] file) throws FrameRejectedException {
        if (file.length == 0) {
            throw new FrameRejectedException(Reason.EMPTY, "The frame is empty: it has no bytes.");
        }
        Bytes bytes = Bytes.bigEndian(file);
        if (bytes.has(0, "\u00FF\u00D8\u00FF")) {
            return FrameFormat.JPEG;
        }
        if (bytes.has(0, "\u0089PNG\r\n\u001A\n")) {
            return FrameFormat.PNG;
        }
        if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
            return FrameFormat.WEBP;
        }
        if (bytes.has(0, "II*\0") || bytes.has(0, "MM\0*") || bytes.has(0, "II+\0") || bytes.has(0, "MM\0+")) {
            return FrameFormat.TIFF;
        }
        if (bytes.has(0, "BM") && file.length >= 26) {
            return FrameFormat.BMP;
        }
        if (bytes.has(0, "\u0076\u002F\u0031\u0001")) {
            return FrameFormat.EXR;
        }
        if (bytes.has(0, "SDPX") || bytes.has(0, "XPDS")) {
            return FrameFormat.DPX;
        }
        if (bytes.has(4, "ftyp")
                && !bytes.has(8, "crx ")
                && ClipSignature.of(file).isEmpty()) {
            return brand(bytes, "avif") || brand(bytes, "avis") ? FrameFormat.AVIF : FrameFormat.HEIC;
        }
        if (ClipSignature.of(file).isPresent()) {
            throw new FrameRejectedException(
                    Reason.UNSUPPORTED,
                    "This is a clip (" + ClipSignature.of(file).get() + "), not a frame: use 'limn shot CLIP'. "
                            + READ);
        }
        String other = other(bytes);
        if (other != null) {
            throw new FrameRejectedException(
                    Reason.UNSUPPORTED, "The frame is " + other + ", which is not read here. " + READ);
        }
        String foreign = foreign(bytes);
        throw new FrameRejectedException(
                Reason.NOT_AN_IMAGE,
                (foreign == null
                                ? "This is not a picture that Limn can read. "
                                : "The bytes are " + foreign + ", not a picture. ")
                        + READ);
    }

    /** Whether an ISO base media file names a brand, as its own or as one that it can be read by. */
    private static boolean brand(Bytes bytes, String brand) throws FrameRejectedException {
        long end = Math.min(bytes.u32(0), MOST_BRANDS);
        for (long at = 8; at + 4 <= end; at += 4) {
            if (bytes.has(at, brand)) {
                return true;
            }
        }
        return false;
    }

    private static String other(Bytes bytes) {
        if (bytes.has(0, "GIF8")) {
            return "a GIF";
        }
        if (bytes.has(0, "#?RADIANCE") || bytes.has(0, "#?RGBE")) {
            return "a Radiance HDR picture";
        }
        if (bytes.has(0, "P")
                && bytes.has(2, "\n")
                && bytes.length() > 2
                && "1234567Ff".indexOf(bytes.array()[1]) >= 0) {
            return "a PBM, PGM, PPM, PAM or PFM picture";
        }
        if (bytes.has(0, "\u0001\u00DA")) {
            return "an SGI picture";
        }
        if (bytes.has(0, "\u0080\u002A\u005F\u00D7")) {
            return "a Cineon picture";
        }
        if (bytes.has(4, "ftypcrx ")
                || bytes.has(0, "FUJIFILMCCD-RAW")
                || bytes.has(0, "IIRO")
                || bytes.has(0, "IIU\0")) {
            return "a camera's raw picture";
        }
        if (bytes.has(0, "II\u00BC")) {
            return "a JPEG XR picture";
        }
        if (bytes.has(0, "8BPS")) {
            return "a Photoshop document";
        }
        if (bytes.has(4, "jP  ") || bytes.has(0, "\u00FF\u004F\u00FF\u0051")) {
            return "a JPEG 2000 picture";
        }
        if (bytes.has(0, "\u00FF\n") || bytes.has(4, "JXL ")) {
            return "a JPEG XL picture";
        }
        return null;
    }

    private static String foreign(Bytes bytes) {
        if (bytes.has(0, "PK\u0003\u0004") || bytes.has(0, "PK\u0005\u0006")) {
            return "a zip archive";
        }
        if (bytes.has(0, "%PDF")) {
            return "a PDF document";
        }
        if (bytes.has(0, "\u001F\u008B")) {
            return "a gzip archive";
        }
        if (bytes.has(0, "version https://git-lfs")) {
            return "a Git LFS pointer to a file that was not fetched";
        }
        return isText(bytes) ? "text" : null;
    }

    private static boolean isText(Bytes bytes) {
        for (int i = 0; i < Math.min(bytes.length(), TEXT_LOOKED_AT); i++) {
            int value = bytes.array()[i] & 0xFF;
            if (value < ' ' && value != '\n' && value != '\r' && value != '\t' || value > '~') {
                return false;
            }
        }
        return true;
    }
}
