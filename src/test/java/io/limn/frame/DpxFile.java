package io.limn.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes DPX files for tests. */
final class DpxFile {
    static final int HEADERS = 2048;

    /** A sample as it is stored. */
    interface Sample {
        int at(int x, int y, int band);
    }

    private final ByteBuffer head;
    private final int width;
    private final int height;
    private final int bits;
    private final int packing;
    private int bands = 3;

    private DpxFile(int width, int height, int bits, int packing, ByteOrder order) {
        this.width = width;
        this.height = height;
        this.bits = bits;
        this.packing = packing;
        head = ByteBuffer.allocate(HEADERS).order(order);
        head.putInt(0, 0x53445058).putInt(4, HEADERS);
        head.putShort(768, (short) 0)
                .putShort(770, (short) 1)
                .putInt(772, width)
                .putInt(776, height);
        head.put(800, (byte) 50)
                .put(803, (byte) bits)
                .putShort(804, (short) packing)
                .putInt(808, HEADERS);
        head.putInt(1920, -1).putInt(1924, -1).putInt(1940, -1).putInt(1724, -1);
    }

    static DpxFile of(int width, int height, int bits, int packing, ByteOrder order) {
        return new DpxFile(width, height, bits, packing, order);
    }

    /** @param descriptor 6 grey, 50 RGB, 51 RGBA, 52 ABGR */
    DpxFile kind(int descriptor) {
        bands = descriptor == 6 ? 1 : descriptor == 50 ? 3 : 4;
        head.put(800, (byte) descriptor);
        return this;
    }

    /** @param value of ST 268-1: 1 printing density, 2 linear, 6 BT.709 */
    DpxFile transfer(int value) {
        head.put(801, (byte) value);
        return this;
    }

    DpxFile u8(int at, int value) {
        head.put(at, (byte) value);
        return this;
    }

    DpxFile u16(int at, int value) {
        head.putShort(at, (short) value);
        return this;
    }

    DpxFile u32(int at, int value) {
        head.putInt(at, value);
        return this;
    }

    byte[] bytes(Sample sample) {
        ByteBuffer out = ByteBuffer.allocate(HEADERS + (width * bands * 2 + 8) * height * 2)
                .order(head.order());
        out.put(head.array());
        for (int y = 0; y < height; y++) {
            int[] row = new int[width * bands];
            for (int i = 0; i < row.length; i++) {
                row[i] = sample.at(i / bands, y, i % bands);
            }
            row(row, out);
            while ((out.position() - HEADERS) % 4 != 0) {
                out.put((byte) 0);
            }
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private void row(int[] row, ByteBuffer out) {
        if (bits == 8 || bits == 16) {
            for (int sample : row) {
                if (bits == 8) {
                    out.put((byte) sample);
                } else {
                    out.putShort((short) sample);
                }
            }
        } else if (packing == 0) {
            long held = 0;
            int count = 0;
            for (int sample : row) {
                held |= (long) sample << count;
                count += bits;
                if (count >= 32) {
                    out.putInt((int) held);
                    held >>>= 32;
                    count -= 32;
                }
            }
            if (count > 0) {
                out.putInt((int) held);
            }
        } else if (bits == 12) {
            for (int sample : row) {
                out.putShort((short) (packing == 1 ? sample << 4 : sample));
            }
        } else {
            for (int i = 0; i < row.length; i += 3) {
                int word = row[i] << 20
                        | (i + 1 < row.length ? row[i + 1] << 10 : 0)
                        | (i + 2 < row.length ? row[i + 2] : 0);
                out.putInt(packing == 1 ? word << 2 : word);
            }
        }
    }
}
