package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

/** How the chunks of an EXR part are packed; in the order of their numbers in files. */
public enum ExrCompression {
    NONE(1),
    RLE(1),
    ZIPS(1),
    ZIP(16),
    PIZ(32),
    PXR24(16),
    B44(32),
    B44A(32),
    DWAA(32),
    DWAB(256);

    private final int lines;

    ExrCompression(int lines) {
        this.lines = lines;
    }

    /** Rows of a chunk of scanlines. */
    public int lines() {
        return lines;
    }

    static ExrCompression of(int number) throws FrameRejectedException {
        if (number < 0) {
            throw damaged("The EXR is damaged: its compression has the number " + number + ".");
        }
        if (number >= values().length) {
            throw unsupported(
                    "The EXR has compression number " + number + ", which is not read here: save it with ZIP or PIZ.");
        }
        return values()[number];
    }
}
