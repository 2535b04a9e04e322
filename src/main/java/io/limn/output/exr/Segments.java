package io.limn.output.exr;

import java.util.Arrays;

/**
 * What a block's rows are made of, by line (a channel of a row): samples that are all the same, and samples of their own. Between them
 * all is 0. For one thread.
 */
final class Segments {
    private static final int NONE = -1;

    private final int[] first;
    private final int[] last;
    private int[] next = new int[256];
    private int[] from = new int[256];
    private int[] to = new int[256];
    /** The sample's bits; where {@link #places} says so. */
    private int[] bits = new int[256];
    /** Where samples of their own begin in the block; {@link #NONE} where all are the same. */
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

    /** Samples that are all the same. */
    void fill(int line, int left, int right, int sample) {
        add(line, left, right, sample, NONE);
    }

    /** @param place where they begin */
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

    /** The leftmost of a line; negative where there is none. */
    int first(int line) {
        return first[line];
    }

    /** The one right of another; negative where there is none. */
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

    /** Negative where all samples are {@link #bits}. */
    int place(int segment) {
        return places[segment];
    }
}
