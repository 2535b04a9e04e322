package io.limn.output.exr;

import io.limn.output.zlib.Adler;
import io.limn.output.zlib.ZlibWriter;
import java.util.Arrays;

/**
 * OpenEXR's ZIP compression: the block's even bytes, then its odd ones, each replaced by the difference from the previous byte, deflated.
 * Runs of one value become matches without visiting their pixels; other samples are searched for runs and repeats. Not thread-safe.
 */
final class BlockDeflater {
    private static final int PREDICTED = 128;

    private final ZlibWriter out = new ZlibWriter();
    private final Adler adler = new Adler();
    private final RepeatSearch repeats = new RepeatSearch(out);
    private byte[] differences = new byte[1 << 12];
    /** The previous uncompressed byte; {@link #asPredicted} counts pending bytes whose difference is 0. */
    private int previous;

    private long asPredicted;
    private boolean predictedBefore;
    private long written;

    /** The block as a zlib stream. */
    byte[] deflate(Block block) {
        out.clear();
        adler.clear();
        // The first byte is stored as it is.
        previous = PREDICTED;
        asPredicted = 0;
        predictedBefore = false;
        written = 0;
        half(block, block.even(), 0);
        half(block, block.odd(), 1);
        flush();
        return out.finish(adler.value());
    }

    /** @param parity which byte of each pair in a sample: 0 or 1 */
    private void half(Block block, byte[] samples, int parity) {
        repeats.clear();
        Segments segments = block.segments();
        int width = block.width();
        for (int line = 0; line < block.lines(); line++) {
            int pairs = block.type(line).bytes() / 2;
            int x = 0;
            for (int segment = segments.first(line); segment >= 0; segment = segments.next(segment)) {
                int from = segments.from(segment);
                int to = segments.to(segment);
                run(0, 0, pairs, from - x, parity);
                if (segments.place(segment) < 0) {
                    int bits = segments.bits(segment) >>> Byte.SIZE * parity;
                    run(bits & 0xFF, bits >>> Short.SIZE & 0xFF, pairs, to - from, parity);
                } else {
                    int place = segments.place(segment);
                    samples(samples, place, place + pairs * (to - from));
                }
                x = to;
            }
            run(0, 0, pairs, width - x, parity);
        }
    }

    private void run(int first, int second, int pairs, int samples, int parity) {
        if (samples == 0) {
            return;
        }
        if (pairs == 1) {
            difference(first);
            previous = first;
            asPredicted += samples - 1;
            return;
        }
        difference(first);
        previous = first;
        int up = second - first + PREDICTED & 0xFF;
        int down = first - second + PREDICTED & 0xFF;
        if (up == PREDICTED) {
            asPredicted += 2L * samples - 1;
            return;
        }
        difference(second);
        previous = second;
        if (samples == 1) {
            return;
        }
        flush();
        // The difference alternates between down and up for the rest of the samples.
        long rest = 2L * (samples - 1);
        adler.pairs(down, up, samples - 1);
        written += rest;
        out.literal(down);
        if (rest - 1 < ZlibWriter.SHORTEST) {
            out.literal(up);
        } else {
            out.match(rest - 1, 2);
        }
        predictedBefore = false;
    }

    private void difference(int value) {
        int difference = value - previous + PREDICTED & 0xFF;
        if (difference == PREDICTED) {
            asPredicted++;
            return;
        }
        flush();
        adler.add(difference);
        written++;
        out.literal(difference);
        predictedBefore = false;
    }

    private void flush() {
        if (asPredicted == 0) {
            return;
        }
        adler.run(PREDICTED, asPredicted);
        written += asPredicted;
        long rest = asPredicted;
        if (!predictedBefore) {
            out.literal(PREDICTED);
            rest--;
        }
        if (rest >= ZlibWriter.SHORTEST) {
            out.match(rest, 1);
        } else {
            for (; rest > 0; rest--) {
                out.literal(PREDICTED);
            }
        }
        asPredicted = 0;
        predictedBefore = true;
    }

    private void samples(byte[] samples, int from, int to) {
        if (to > differences.length) {
            differences = Arrays.copyOf(differences, Math.max(to, 2 * differences.length));
        }
        int before = previous;
        for (int i = from; i < to; i++) {
            differences[i] = (byte) (samples[i] - before + PREDICTED);
            before = samples[i];
        }
        previous = before & 0xFF;
        int start = from;
        while (start < to && differences[start] == (byte) PREDICTED) {
            start++;
        }
        asPredicted += start - from;
        if (start == to) {
            return;
        }
        flush();
        adler.add(differences, start, to);
        repeats.write(differences, start, to, written);
        written += to - start;
        predictedBefore = differences[to - 1] == (byte) PREDICTED;
    }
}
