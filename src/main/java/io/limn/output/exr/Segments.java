package io.limn.output.exr;

import java.util.Arrays;

/**
 * The segments of a block by line (a channel of a row): runs of one value, and individual samples. Samples between segments are 0. Not
 * thread-safe.
 */
final class Segments {
    private static final int NONE = -1;

    private final int[] first;
    private final int[] last;
    private int[] next = new int[256];
    private int[] from = new int[256];
    private int[] to = new int[256];
    /** The bits of a run's value; used if {@link #places} is {@link #NONE}. */
    private int[] bits = new int[256];
    /** The index of individual samples in the block's arrays; {@link #NONE} for a run. */
    private int[] places = new int[256];

    private int count;

    Segments(int lines) {
        first = new int[lines];
        last = new int[lines];
        clear();
    }

    void clear() {
        count = 0;
        Arrays.fill(first, NONE);
        Arrays.fill(last, NONE);
    }

    boolean empty() {
        return count == 0;
    }

    /** Adds a run of one value. */
    void fill(int line, int left, int right, int sample) {
        add(line, left, right, sample, NONE);
    }

    /**
     * Adds individual samples.
     *
     * @param place index of the first in the block's arrays
     */
    void samples(int line, int left, int right, int place) {
        add(line, left, right, 0, place);
    }

    private void add(int line, int left, int right, int sample, int place) {
        int before = last[line];
        if (before != NONE && to[before] > left) {
            throw new IllegalArgumentException(
                    "samples come from left to right, and column " + left + " follows " + to[before]);
        }
        if (count == next.length) {
            int room = 2 * count;
            next = Arrays.copyOf(next, room);
            from = Arrays.copyOf(from, room);
            to = Arrays.copyOf(to, room);
            bits = Arrays.copyOf(bits, room);
            places = Arrays.copyOf(places, room);
        }
        from[count] = left;
        to[count] = right;
        bits[count] = sample;
        places[count] = place;
        next[count] = NONE;
        if (before == NONE) {
            first[line] = count;
        } else {
            next[before] = count;
        }
        last[line] = count++;
    }

    int count() {
        return count;
    }

    /** The leftmost segment of a line; negative if there is none. */
    int first(int line) {
        return first[line];
    }

    /** The segment to the right of another; negative if there is none. */
    int next(int segment) {
        return next[segment];
    }

    int from(int segment) {
        return from[segment];
    }

    int to(int segment) {
        return to[segment];
    }

    int bits(int segment) {
        return bits[segment];
    }

    /** The index of a segment's samples in the block's arrays; negative for a run, whose value is {@link #bits}. */
    int place(int segment) {
        return places[segment];
    }
}
