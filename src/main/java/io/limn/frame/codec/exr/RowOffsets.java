package io.limn.frame.codec.exr;

import io.limn.frame.header.ExrChannel;

/** Where in an unpacked chunk the rows of one channel begin, from the top. */
final class RowOffsets {
    private final ChunkLayout layout;
    private final int index;
    private int y;
    private int rowAt;

    /** @param index of the channel among the chunk's */
    RowOffsets(ChunkLayout layout, ExrChannel channel, int index) {
        this.layout = layout;
        this.index = index;
        this.y = layout.window().top();
        while (!layout.has(channel, y) && y <= layout.window().bottom()) {
            rowAt += layout.rowBytes(y++);
        }
    }

    /** The next row's first byte. */
    int next() {
        int at = rowAt;
        for (int i = 0; i < index; i++) {
            ExrChannel before = layout.channels().get(i);
            if (layout.has(before, y)) {
                at += layout.columns(before) * before.type().bytes();
            }
        }
        ExrChannel channel = layout.channels().get(index);
        do {
            rowAt += layout.rowBytes(y++);
        } while (y <= layout.window().bottom() && !layout.has(channel, y));
        return at;
    }
}
