package io.limn.frame.codec;

/** Samples of 1 to 16 bits out of a row of bytes, the first sample in the highest bits. */
final class PackedRow {
    private PackedRow() {}

    /**
     * @param samples receives {@code count} samples at {@code to}, {@code to + stride}, …
     * @param littleEndian of samples of 16 bits
     */
    static void unpack(
            byte[] row, int from, int bits, boolean littleEndian, int[] samples, int to, int stride, int count) {
        int last = to + count * stride;
        switch (bits) {
            case 8 -> {
                for (int at = to, i = from; at < last; at += stride, i++) {
                    samples[at] = row[i] & 0xFF;
                }
            }
            case 16 -> {
                int high = littleEndian ? 1 : 0;
                for (int at = to, i = from; at < last; at += stride, i += 2) {
                    samples[at] = (row[i + high] & 0xFF) << 8 | row[i + 1 - high] & 0xFF;
                }
            }
            default -> {
                long held = 0;
                int free = 0;
                int mask = (1 << bits) - 1;
                for (int at = to, i = from; at < last; at += stride) {
                    while (free < bits) {
                        held = held << 8 | row[i++] & 0xFF;
                        free += 8;
                    }
                    free -= bits;
                    samples[at] = (int) (held >>> free) & mask;
                }
            }
        }
    }
}
