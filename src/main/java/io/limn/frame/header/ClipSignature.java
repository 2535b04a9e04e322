package io.limn.frame.header;

import java.util.Optional;

/** Tells clips from pictures by their first bytes. */
public final class ClipSignature {
    private static final int TRANSPORT_PACKET = 188;

    private ClipSignature() {}

    /**
     * The container's name; empty where these bytes don't begin a clip.
     *
     * @param start a file, or its first 512 bytes
     */
    public static Optional<String> of(byte[] start) {
        Bytes bytes = Bytes.bigEndian(start);
        if (bytes.has(4, "ftyp")) {
            boolean picture =
                    bytes.has(8, "hei") || bytes.has(8, "hev") || bytes.has(8, "mif1") || bytes.has(8, "msf1");
            if (bytes.has(8, "crx ")) {
                return Optional.empty(); // Canon's raw pictures
            }
            return picture || bytes.has(8, "avi") ? Optional.empty() : Optional.of("MP4 or QuickTime");
        }
        if (bytes.has(4, "moov") || bytes.has(4, "mdat") || bytes.has(4, "wide") || bytes.has(4, "free")) {
            return Optional.of("QuickTime");
        }
        if (bytes.has(0, "\u001A\u0045\u00DF\u00A3")) {
            return Optional.of("Matroska or WebM");
        }
        if (bytes.has(0, "RIFF") && bytes.has(8, "AVI ")) {
            return Optional.of("AVI");
        }
        if (bytes.has(0, "\u0006\u000E\u002B\u0034")) {
            return Optional.of("MXF");
        }
        if (bytes.has(0, "\0\0\u0001\u00BA") || bytes.has(0, "\0\0\u0001\u00B3")) {
            return Optional.of("MPEG");
        }
        if (bytes.has(0, "G") && bytes.has(TRANSPORT_PACKET, "G") && bytes.has(2 * TRANSPORT_PACKET, "G")) {
            return Optional.of("MPEG transport stream");
        }
        if (bytes.has(0, "FLV\u0001")) {
            return Optional.of("Flash video");
        }
        if (bytes.has(0, "OggS")) {
            return Optional.of("Ogg");
        }
        return bytes.has(0, "\u0030\u0026\u00B2\u0075") ? Optional.of("ASF or WMV") : Optional.empty();
    }
}
