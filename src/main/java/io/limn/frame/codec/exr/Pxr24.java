package io.limn.frame.codec.exr;

import io.limn.frame.header.ExrChannel;

/** Pixar's compression: differences along rows, split into planes of bytes; of floats the lowest byte is dropped. */
final class Pxr24 {
    private Pxr24() {}

    private static int planes(ExrChannel channel) {
        return switch (channel.type()) {
            case UINT -> 4;
            case HALF -> 2;
            case FLOAT -> 3;
        };
    }

    static int bytes(ChunkLayout layout) {
        long all = 0;
        for (ExrChannel channel : layout.channels()) {
            all += (long) layout.columns(channel) * layout.rows(channel) * planes(channel);
        }
        return Math.toIntExact(all);
    }

    static void unpack(byte[] from, ChunkLayout layout, byte[] to) {
        int at = 0;
        int out = 0;
        for (int y = layout.window().top(); y <= layout.window().bottom(); y++) {
            for (ExrChannel channel : layout.channels()) {
                if (!layout.has(channel, y)) {
                    continue;
                }
                int columns = layout.columns(channel);
                int planes = planes(channel);
                int shift = channel.type() == ExrChannel.Type.FLOAT ? 8 : 0;
                int sum = 0;
                for (int x = 0; x < columns; x++) {
                    int difference = 0;
                    for (int plane = 0; plane < planes; plane++) {
                        difference = difference << 8 | from[at + plane * columns + x] & 0xFF;
                    }
                    sum += difference << shift;
                    for (int i = 0; i < channel.type().bytes(); i++) {
                        to[out++] = (byte) (sum >> 8 * i);
                    }
                }
                at += planes * columns;
            }
        }
    }
}
