package io.limn.frame.codec.fax;

import java.util.Arrays;

/**
 * A row as the columns where its colour changes, the first to black, in ascending order (the changing elements of ITU-T T.4 and T.6). What lies
 * behind the last is the row's width.
 */
final class FaxRow {
    private static final int PASS = 0b0001;
    private static final int HORIZONTAL = 0b001;

    private final int width;
    private final int[] changes;
    private int count;

    FaxRow(int width) {
        this.width = width;
        this.changes = new int[width + 4];
        clear();
    }

    /** Makes the row white. */
    void clear() {
        count = 0;
        Arrays.fill(changes, width);
    }

    /** Reads runs of white and black by turns. False where the row is damaged: what was read of it stays, the rest is white. */
    boolean runs(FaxBits bits) {
        clear();
        int at = 0;
        while (at < width) {
            int run = FaxCodes.of(black()).run(bits, width - at);
            if (run < 0) {
                return damaged();
            }
            at += run;
            change(at);
        }
        return true;
    }

    /** Reads the row by what differs from the one above; false as for {@link #runs}. */
    boolean differences(FaxBits bits, FaxRow above) {
        clear();
        int at = -1;
        int next = 0; // the first change above that is right of here and to the other colour
        while (at < width) {
            next = Math.max(0, next - 1);
            next += (next & 1) == (black() ? 1 : 0) ? 0 : 1;
            while (above.changes[next] <= at && above.changes[next] < width) {
                next += 2;
            }
            if (bits.peek(3) == HORIZONTAL) {
                bits.skip(3);
                at = twoRuns(bits, Math.max(0, at));
            } else if (bits.peek(4) == PASS) {
                bits.skip(4);
                at = above.changes[next + 1];
            } else {
                int moved = moved(bits, above.changes[next]);
                at = moved < Math.max(0, at) ? -1 : moved;
                change(at);
            }
            if (at < 0 || at > width) {
                return damaged();
            }
        }
        return true;
    }

    private int twoRuns(FaxBits bits, int from) {
        int at = from;
        boolean black = black();
        for (int i = 0; i < 2; i++) {
            int run = FaxCodes.of(black ^ i == 1).run(bits, width - at);
            if (run < 0) {
                return -1;
            }
            at += run;
            change(at);
        }
        return at;
    }

    /** The column that is up to three left or right of another one; -1 where the bits are no such code. */
    private static int moved(FaxBits bits, int column) {
        if (bits.peek(1) == 1) {
            bits.skip(1);
            return column;
        }
        int[] lengths = {3, 6, 7};
        for (int i = 0; i < lengths.length; i++) {
            int code = bits.peek(lengths[i]);
            if (code == 0b011 || code == 0b010) {
                bits.skip(lengths[i]);
                return code == 0b011 ? column + i + 1 : column - i - 1;
            }
        }
        return -1;
    }

    private boolean black() {
        return (count & 1) == 1;
    }

    private void change(int at) {
        if (count > 0 && changes[count - 1] == at) {
            changes[--count] = width; // a run of no pixels: nothing changes here
        } else if (at >= 0 && at < width) {
            changes[count++] = at;
        }
    }

    private boolean damaged() {
        if (black()) {
            changes[--count] = width;
        }
        return false;
    }

    /** Draws the row, a bit per pixel: black is 1. */
    void pack(byte[] row) {
        Arrays.fill(row, (byte) 0);
        for (int i = 0; i < count; i += 2) {
            fill(row, changes[i], changes[i + 1]);
        }
    }

    private static void fill(byte[] row, int from, int to) {
        int first = from >> 3;
        int last = to >> 3;
        int head = 0xFF >> (from & 7);
        int tail = 0xFF & ~(0xFF >> (to & 7));
        if (first == last) {
            row[first] |= (byte) (head & tail);
            return;
        }
        row[first] |= (byte) head;
        Arrays.fill(row, first + 1, last, (byte) 0xFF);
        if (tail != 0) {
            row[last] |= (byte) tail;
        }
    }
}
