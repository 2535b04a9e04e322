package io.limn.output.exr;

import java.util.Arrays;
import java.util.List;

/**
 * The rows that are compressed together, as segments: a run of equal values costs as much as one pixel. Other samples are stored as
 * OpenEXR's ZIP needs them before prediction: bytes at even positions in one array, those at odd positions in another. Not thread-safe.
 */
final class Block {
    /** A shorter run of equal samples doesn't get a segment of its own. */
    private static final int RUN = 8;

    private final PixelType[] types;
    private final int width;
    private final int rowBytes;
    private final Segments segments;
    private byte[] even = new byte[1 << 12];
    private byte[] odd = new byte[1 << 12];
    private int used;
    private int rows;

    /**
     * @param most maximum number of rows
     * @throws ArithmeticException if they don't fit into an array
     */
    Block(List<Channel> channels, int width, int rowBytes, int most) {
        types = channels.stream().map(Channel::type).toArray(PixelType[]::new);
        this.width = width;
        this.rowBytes = rowBytes;
        Math.multiplyExact(rowBytes, most);
        segments = new Segments(most * types.length);
    }

    /** Starts a new block with this many rows, all samples 0. */
    void clear(int count) {
        rows = count;
        used = 0;
        segments.clear();
    }

    /** Whether no sample was set. */
    boolean black() {
        return segments.empty();
    }

    int rows() {
        return rows;
    }

    int width() {
        return width;
    }

    /** The uncompressed length in bytes. */
    int length() {
        return rows * rowBytes;
    }

    /** The number of lines: rows times channels, ordered by row. */
    int lines() {
        return rows * types.length;
    }

    PixelType type(int line) {
        return types[line % types.length];
    }

    Segments segments() {
        return segments;
    }

    /** The samples' bytes at even positions; {@link Segments#place} gives the index. */
    byte[] even() {
        return even;
    }

    byte[] odd() {
        return odd;
    }

    /** The number of bytes used in each of the two arrays. */
    int used() {
        return used;
    }

    /**
     * Sets samples of a half or float channel.
     *
     * @param values by column
     * @param from first column, not left of samples that the row already has
     * @param to column after the last
     */
    void samples(int row, int channel, float[] values, int from, int to) {
        int pending = from;
        for (int x = from; x < to; ) {
            float value = values[x];
            int bits = Float.floatToRawIntBits(value);
            int end = x + 1;
            while (end < to && Float.floatToRawIntBits(values[end]) == bits) {
                end++;
            }
            if (end - x >= RUN) {
                store(row, channel, values, pending, x);
                fill(row, channel, value, x, end);
                pending = end;
            }
            x = end;
        }
        store(row, channel, values, pending, to);
    }

    private void store(int row, int channel, float[] values, int from, int to) {
        int at = begin(row, channel, from, to);
        if (types[channel] == PixelType.HALF) {
            for (int x = from; x < to; x++, at++) {
                int bits = Half.bits(values[x]);
                even[at] = (byte) bits;
                odd[at] = (byte) (bits >> 8);
            }
        } else {
            for (int x = from; x < to; x++, at += 2) {
                word(at, Float.floatToRawIntBits(values[x]));
            }
        }
    }

    /** As {@link #samples}, for a channel of unsigned integers. */
    void ints(int row, int channel, int[] values, int from, int to) {
        int at = begin(row, channel, from, to);
        for (int x = from; x < to; x++, at += 2) {
            word(at, values[x]);
        }
    }

    private int begin(int row, int channel, int from, int to) {
        int at = used;
        if (from < to) {
            used += types[channel].bytes() / 2 * (to - from);
            if (used > even.length) {
                int room = Math.max(used, 2 * even.length);
                even = Arrays.copyOf(even, room);
                odd = Arrays.copyOf(odd, room);
            }
            segments.samples(row * types.length + channel, from, to, at);
        }
        return at;
    }

    private void word(int at, int bits) {
        even[at] = (byte) bits;
        odd[at] = (byte) (bits >> 8);
        even[at + 1] = (byte) (bits >> 16);
        odd[at + 1] = (byte) (bits >> 24);
    }

    /** Sets one value from a column (inclusive) to another (exclusive). */
    void fill(int row, int channel, float value, int from, int to) {
        int bits = types[channel] == PixelType.HALF ? Half.bits(value) : Float.floatToRawIntBits(value);
        if (from < to && bits != 0) {
            segments.fill(row * types.length + channel, from, to, bits);
        }
    }

    /** The uncompressed rows. */
    byte[] raw() {
        byte[] bytes = new byte[length()];
        for (int line = 0, start = 0; line < lines(); line++) {
            int size = type(line).bytes();
            for (int segment = segments.first(line); segment >= 0; segment = segments.next(segment)) {
                raw(segment, size, bytes, start);
            }
            start += size * width;
        }
        return bytes;
    }

    private void raw(int segment, int size, byte[] bytes, int start) {
        int from = start + size * segments.from(segment);
        int to = start + size * segments.to(segment);
        int place = segments.place(segment);
        if (place < 0) {
            for (int at = from; at < to; at++) {
                bytes[at] = (byte) (segments.bits(segment) >> Byte.SIZE * ((at - from) % size));
            }
            return;
        }
        for (int at = from; at < to; at += 2, place++) {
            bytes[at] = even[place];
            bytes[at + 1] = odd[place];
        }
    }
}
