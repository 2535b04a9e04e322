package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;

/** Counts what the boxes of a HEIF file list, all together: an entry takes a byte of the file or none at all, and tens in memory. */
final class HeifCount {
    /** Tiles of the largest grid, each with its places and properties, take a tenth. */
    private static final int MOST = 1 << 18;

    private long entries;

    void add(long more) throws FrameRejectedException {
        entries += more;
        if (entries > MOST) {
            throw damaged("The file is damaged: it lists more than " + MOST + " parts and properties of its pictures.");
        }
    }
}
