package io.limn.frame.codec.exr;

import io.limn.frame.header.ExrChannel;
import io.limn.frame.plate.Window;
import java.util.List;

/** Where a chunk has each channel's samples; a channel may have samples at some columns and rows only. */
final class ChunkLayout {
    private final List<ExrChannel> channels;
    private final Window window;

    ChunkLayout(List<ExrChannel> channels, Window window) {
        this.channels = channels;
        this.window = window;
    }

    List<ExrChannel> channels() {
        return channels;
    }

    Window window() {
        return window;
    }

    /** Samples of a channel in a row that has any. */
    int columns(ExrChannel channel) {
        return count(window.left(), window.right(), channel.xStep());
    }

    /** Rows that have samples of a channel. */
    int rows(ExrChannel channel) {
        return count(window.top(), window.bottom(), channel.yStep());
    }

    boolean has(ExrChannel channel, int y) {
        return Math.floorMod(y, channel.yStep()) == 0;
    }

    private static int count(int first, int last, int step) {
        return Math.floorDiv(last, step) - Math.floorDiv(first - 1, step);
    }

    /** All samples' bytes. */
    long bytes() {
        long all = 0;
        for (ExrChannel channel : channels) {
            all += (long) columns(channel) * rows(channel) * channel.type().bytes();
        }
        return all;
    }

    /** Bytes of a row. */
    int rowBytes(int y) {
        int all = 0;
        for (ExrChannel channel : channels) {
            if (has(channel, y)) {
                all += columns(channel) * channel.type().bytes();
            }
        }
        return all;
    }
}
