package io.limn.frame.codec.exr;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.header.ExrChannel;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.Half;
import java.util.Arrays;

/** Blocks of 4×4 halves in 14 bytes, or in 3 where all are equal; other samples as they are (B44 and B44A of OpenEXR). */
final class B44 {
    private static final int FLAT = 13 << 2;
    private static final short[] LOGARITHMS = logarithms();

    private B44() {}

    private static short[] logarithms() {
        short[] table = new short[1 << 16];
        for (int i = 0; i < table.length; i++) {
            float value = Half.toFloat(i);
            table[i] = value >= 0 && !Float.isInfinite(value) ? Half.of((float) (8 * Math.log(value))) : 0;
        }
        return table;
    }

    static void unpack(Packed packed, ChunkLayout layout, byte[] to) throws FrameRejectedException {
        int at = packed.from();
        short[] block = new short[16];
        int before = 0;
        for (ExrChannel channel : layout.channels()) {
            int columns = layout.columns(channel);
            int rows = layout.rows(channel);
            RowOffsets offsets = new RowOffsets(layout, channel, before);
            before++;
            if (channel.type() != ExrChannel.Type.HALF) {
                int size = columns * channel.type().bytes();
                for (int row = 0; row < rows; row++, at += size) {
                    require(at + size <= packed.end());
                    System.arraycopy(packed.array(), at, to, offsets.next(), size);
                }
                continue;
            }
            int[] starts = new int[rows];
            for (int row = 0; row < rows; row++) {
                starts[row] = offsets.next();
            }
            for (int y = 0; y < rows; y += 4) {
                for (int x = 0; x < columns; x += 4) {
                    require(at + 3 <= packed.end());
                    boolean flat = (packed.array()[at + 2] & 0xFF) >= FLAT;
                    require(flat || at + 14 <= packed.end());
                    if (flat) {
                        flat(packed.array(), at, block);
                    } else {
                        block(packed.array(), at, block);
                    }
                    at += flat ? 3 : 14;
                    for (int j = 0; j < Math.min(4, rows - y); j++) {
                        for (int i = 0, out = starts[y + j] + 2 * x; i < Math.min(4, columns - x); i++, out += 2) {
                            int half = block[4 * j + i];
                            if (channel.perceptual()) {
                                half = LOGARITHMS[half & 0xFFFF];
                            }
                            to[out] = (byte) half;
                            to[out + 1] = (byte) (half >> 8);
                        }
                    }
                }
            }
        }
    }

    private static void require(boolean there) throws FrameRejectedException {
        if (!there) {
            throw damaged("The EXR is damaged: a part of its picture ends before its last block.");
        }
    }

    private static void flat(byte[] b, int at, short[] s) {
        Arrays.fill(s, ordered((b[at] & 0xFF) << 8 | b[at + 1] & 0xFF));
    }

    /** The first value, then along the first column, then along the rows, differences of six bits. */
    private static void block(byte[] b, int at, short[] s) {
        int shift = (b[at + 2] & 0xFF) >> 2;
        int[] value = new int[16];
        value[0] = (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
        long held = b[at + 2] & 3;
        int bits = 2;
        int next = at + 3;
        for (int column = 0; column < 4; column++) {
            for (int row = column == 0 ? 1 : 0; row < 4; row++) {
                if (bits < 6) {
                    held = held << 8 | b[next++] & 0xFF;
                    bits += 8;
                }
                bits -= 6;
                int difference = (int) (held >> bits) & 63;
                int from = column == 0 ? 4 * (row - 1) : 4 * row + column - 1;
                value[4 * row + column] = value[from] + (difference << shift) - (0x20 << shift) & 0xFFFF;
            }
        }
        for (int i = 0; i < 16; i++) {
            s[i] = ordered(value[i]);
        }
    }

    /** From numbers in the order of their values to halves. */
    private static short ordered(int value) {
        return (short) ((value & 0x8000) != 0 ? value & 0x7FFF : ~value);
    }
}
