package io.limn.output.exr;

/** What a channel's samples are, by the numbers that OpenEXR files have for them. */
public enum PixelType {
    UINT(4),
    HALF(2),
    FLOAT(4);

    private final int bytes;

    PixelType(int bytes) {
        this.bytes = bytes;
    }

    /** Of a sample. */
    int bytes() {
        return bytes;
    }
}
