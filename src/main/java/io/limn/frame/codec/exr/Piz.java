package io.limn.frame.codec.exr;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.header.Bytes;
import io.limn.frame.header.ExrChannel;
import io.limn.frame.header.FrameRejectedException;

/** PIZ of OpenEXR: samples by rank, wavelets, Huffman codes. */
final class Piz {
    private static final int VALUES = 1 << 16;
    private static final int MOST_BITS = 1 << 14;

    private Piz() {}

    static void unpack(Packed packed, ChunkLayout layout, byte[] to) throws FrameRejectedException {
        Bytes bytes = Bytes.littleEndian(packed.array()).slice(packed.from(), packed.size());
        int least = bytes.u16(0);
        int most = bytes.u16(2);
        long at = 4;
        byte[] present = new byte[VALUES / 8];
        if (least <= most) {
            if (most >= present.length) {
                throw damaged("The EXR is damaged: a part of its picture names values beyond 16 bits.");
            }
            for (int i = least; i <= most; i++) {
                present[i] = (byte) bytes.u8(at++);
            }
        }
        short[] values = new short[VALUES];
        int count = 0;
        for (int i = 0; i < VALUES; i++) {
            if (i == 0 || (present[i >> 3] & 1 << (i & 7)) != 0) {
                values[count++] = (short) i;
            }
        }
        long size = bytes.u32(at);
        Bytes coded = bytes.slice(at + 4, size);
        short[] samples = new short[Math.toIntExact(layout.bytes() / 2)];
        Huffman.unpack(coded, samples);
        int from = 0;
        for (ExrChannel channel : layout.channels()) {
            int columns = layout.columns(channel);
            int rows = layout.rows(channel);
            int words = channel.type().bytes() / 2;
            for (int word = 0; word < words; word++) {
                Wavelet.undo(samples, from + word, columns, words, rows, columns * words, count - 1 < MOST_BITS);
            }
            from += columns * rows * words;
        }
        write(samples, values, layout, to);
    }

    /** From a channel at a time to a row at a time. */
    private static void write(short[] samples, short[] values, ChunkLayout layout, byte[] to) {
        int channels = layout.channels().size();
        int[] next = new int[channels];
        int from = 0;
        for (int c = 0; c < channels; c++) {
            ExrChannel channel = layout.channels().get(c);
            next[c] = from;
            from += layout.columns(channel)
                    * layout.rows(channel)
                    * channel.type().bytes()
                    / 2;
        }
        int out = 0;
        for (int y = layout.window().top(); y <= layout.window().bottom(); y++) {
            for (int c = 0; c < channels; c++) {
                ExrChannel channel = layout.channels().get(c);
                if (!layout.has(channel, y)) {
                    continue;
                }
                int words = layout.columns(channel) * channel.type().bytes() / 2;
                for (int i = 0; i < words; i++) {
                    int value = values[samples[next[c]++] & 0xFFFF];
                    to[out++] = (byte) value;
                    to[out++] = (byte) (value >> 8);
                }
            }
        }
    }
}
