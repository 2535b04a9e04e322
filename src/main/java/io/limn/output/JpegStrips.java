package io.limn.output;

import java.io.ByteArrayOutputStream;

/**
 * Joins JPEGs of the same width, one below the other, without decoding them: each is a restart interval of the whole (ITU-T T.81, B.2.1
 * and E.1.4), as an interval is coded independently of those before it. For files of 4:4:4 with one scan and the same tables.
 */
final class JpegStrips {
    private static final int BLOCK = 8;
    private static final int LONGEST_INTERVAL = 65_535;
    private static final int SOF0 = 0xC0;
    private static final int SOS = 0xDA;
    private static final int DRI = 0xDD;
    private static final int RST0 = 0xD0;
    private static final int RESTARTS = 8;

    private final int height;
    private final int interval;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int strips;

    /**
     * @param height of the whole
     * @param rows of each strip but the last, from {@link #rows}
     */
    JpegStrips(int width, int height, int rows) {
        this.height = height;
        this.interval = blocks(width) * (rows / BLOCK);
    }

    private static int blocks(int width) {
        return (width + BLOCK - 1) / BLOCK;
    }

    /** Rows of a strip of at most about this many pixels: whole rows of blocks, no more than a restart interval may have. */
    static int rows(int width, int pixels) {
        int blocks = Math.min(LONGEST_INTERVAL, pixels / (BLOCK * BLOCK));
        return BLOCK * Math.max(1, blocks / blocks(width));
    }

    /** Adds the next strip from the top. */
    void add(byte[] jpeg) {
        int scan = 2;
        while (marker(jpeg, scan) != SOS) {
            if (marker(jpeg, scan) == SOF0) {
                jpeg[scan + 5] = (byte) (height >> 8);
                jpeg[scan + 6] = (byte) height;
            }
            scan = next(jpeg, scan);
        }
        int data = next(jpeg, scan);
        if (strips == 0) {
            bytes.write(jpeg, 0, scan);
            bytes.writeBytes(new byte[] {(byte) 0xFF, (byte) DRI, 0, 4, (byte) (interval >> 8), (byte) interval});
            bytes.write(jpeg, scan, data - scan);
        } else {
            bytes.write(0xFF);
            bytes.write(RST0 + (strips - 1) % RESTARTS);
        }
        bytes.write(jpeg, data, jpeg.length - 2 - data); // up to EOI
        strips++;
    }

    byte[] file() {
        bytes.write(0xFF);
        bytes.write(0xD9);
        return bytes.toByteArray();
    }

    private static int marker(byte[] jpeg, int at) {
        return jpeg[at + 1] & 0xFF;
    }

    private static int next(byte[] jpeg, int at) {
        return at + 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
    }
}
