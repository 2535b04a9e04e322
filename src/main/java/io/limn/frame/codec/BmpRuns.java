package io.limn.frame.codec;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.header.BmpStructure;
import io.limn.frame.header.FrameRejectedException;

/** The run-length codings of BMP. Pixels that are passed over keep index 0. */
final class BmpRuns {
    private static final int END_OF_LINE = 0;
    private static final int END = 1;
    private static final int DELTA = 2;

    private final byte[] file;
    private final byte[] indices;
    private final int width;
    private final boolean nibbles;
    private int at;
    private int x;
    private int y;

    private BmpRuns(byte[] file, BmpStructure bmp) {
        this.file = file;
        this.width = bmp.width();
        this.nibbles = bmp.runLength() == 4;
        this.indices = new byte[Math.multiplyExact(bmp.width(), bmp.height())];
        this.at = bmp.pixelsAt();
    }

    /** @return one byte per pixel, rows in the order in which they are stored */
    static byte[] indices(byte[] file, BmpStructure bmp) throws FrameRejectedException {
        BmpRuns runs = new BmpRuns(file, bmp);
        runs.run(bmp.height());
        return runs.indices;
    }

    private void run(int height) throws FrameRejectedException {
        while (y < height) {
            int count = next();
            int value = next();
            if (count > 0) {
                int seen = Math.min(count, width - x); // runs past the row's end cost nothing
                for (int i = 0; i < seen; i++) {
                    put(nibbles ? (i & 1) == 0 ? value >> 4 : value & 15 : value);
                }
            } else if (value == END) {
                return;
            } else if (value == END_OF_LINE) {
                x = 0;
                y++;
            } else if (value == DELTA) {
                x = Math.min(width, x + next());
                y += next();
            } else {
                literal(value);
            }
        }
    }

    private void literal(int count) throws FrameRejectedException {
        int bytes = nibbles ? (count + 1) / 2 : count;
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (!nibbles) {
                put(next());
            } else if ((i & 1) == 0) {
                value = next();
                put(value >> 4);
            } else {
                put(value & 15);
            }
        }
        at += bytes & 1;
    }

    private void put(int index) {
        if (x < width) {
            indices[y * width + x++] = (byte) index;
        }
    }

    private int next() throws FrameRejectedException {
        if (at >= file.length) {
            throw damaged("The BMP is cut off: its " + file.length + " bytes end in the middle of the picture.");
        }
        return file[at++] & 0xFF;
    }
}
