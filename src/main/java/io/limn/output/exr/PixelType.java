package io.limn.output.exr;

/** The type of a channel's samples, in the order of OpenEXR's numbers for them. */
public enum PixelType {
    UINT(4),
    HALF(2),
    FLOAT(4);

    private final int bytes;

    PixelType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per sample. */
    int bytes() {
        return bytes;
    }
}
