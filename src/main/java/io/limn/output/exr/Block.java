package io.limn.output.exr;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * The rows that are compressed at once. Bytes are held as OpenEXR's ZIP wants them before prediction: those with even places in the first
 * half, those with odd ones in the second. All samples have an even number of bytes, so a row's samples lie together in both halves.
 */
final class Block {
    private static final int PREDICTED = 128;

    private final int rowBytes;
    private final byte[] halves;
    private final byte[] differences;
    private final byte[] room = new byte[1 << 16];
    private int half;
    private boolean black = true;

    Block(int rowBytes, int rows) {
        this.rowBytes = rowBytes;
        halves = new byte[Math.multiplyExact(rowBytes, rows)];
        differences = new byte[halves.length];
    }

    /** Begins anew, all samples 0. */
    void clear(int rows) {
        half = rows * rowBytes / 2;
        if (!black) {
            Arrays.fill(halves, (byte) 0);
        }
        black = true;
    }

    /** Whether no sample was set. */
    boolean black() {
        return black;
    }

    int length() {
        return 2 * half;
    }

    /**
     * @param place of column 0's sample in the row
     * @param from first column
     * @param to past the last
     */
    void halves(int row, int place, float[] values, int from, int to) {
        black = false;
        int low = (row * rowBytes + place) / 2 + from;
        int high = half + low;
        for (int x = from; x < to; x++) {
            int bits = Half.bits(values[x]);
            halves[low++] = (byte) bits;
            halves[high++] = (byte) (bits >> 8);
        }
    }

    /** The same value from a column to another. */
    void fill(int row, int place, PixelType type, float value, int from, int to) {
        black = false;
        int samples = type.bytes() / 2;
        int even = (row * rowBytes + place) / 2 + samples * from;
        if (type == PixelType.HALF) {
            int bits = Half.bits(value);
            Arrays.fill(halves, even, even + to - from, (byte) bits);
            Arrays.fill(halves, half + even, half + even + to - from, (byte) (bits >> 8));
            return;
        }
        int bits = Float.floatToRawIntBits(value);
        for (int x = from; x < to; x++, even += 2) {
            word(even, bits);
        }
    }

    /** As {@link #halves}. */
    void floats(int row, int place, float[] values, int from, int to) {
        int even = (row * rowBytes + place) / 2 + 2 * from;
        for (int x = from; x < to; x++, even += 2) {
            word(even, Float.floatToRawIntBits(values[x]));
        }
    }

    /** As {@link #halves}. */
    void ints(int row, int place, int[] values, int from, int to) {
        int even = (row * rowBytes + place) / 2 + 2 * from;
        for (int x = from; x < to; x++, even += 2) {
            word(even, values[x]);
        }
    }

    private void word(int even, int bits) {
        black = false;
        int odd = half + even;
        halves[even] = (byte) bits;
        halves[odd] = (byte) (bits >> 8);
        halves[even + 1] = (byte) (bits >> 16);
        halves[odd + 1] = (byte) (bits >> 24);
    }

    /** The rows as they are. */
    byte[] raw() {
        byte[] bytes = new byte[length()];
        for (int i = 0; i < half; i++) {
            bytes[2 * i] = halves[i];
            bytes[2 * i + 1] = halves[half + i];
        }
        return bytes;
    }

    /** Deflated; as they are where that isn't shorter, which readers tell by the length. */
    byte[] deflated(Deflater deflater) {
        int length = length();
        differences[0] = halves[0];
        for (int i = 1; i < length; i++) {
            differences[i] = (byte) (halves[i] - halves[i - 1] + PREDICTED);
        }
        deflater.reset();
        deflater.setInput(differences, 0, length);
        deflater.finish();
        ExrBytes bytes = new ExrBytes(length / 16 + 64);
        while (!deflater.finished() && bytes.size() < length) {
            bytes.write(room, 0, deflater.deflate(room));
        }
        return bytes.size() < length ? bytes.toByteArray() : raw();
    }
}
