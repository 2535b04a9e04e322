package io.limn.frame.header;

/** The picture formats that Limn reads, detected by content, never by name. */
public enum FrameFormat {
    JPEG("image/jpeg"),
    PNG("image/png"),
    WEBP("image/webp"),
    TIFF("image/tiff"),
    BMP("image/bmp"),
    EXR("image/x-exr"),
    DPX("image/x-dpx"),
    HEIC("image/heic"),
    AVIF("image/avif");

    private final String mediaType;

    FrameFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}
