package io.limn.frame.codec.fax;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Fax compression as TIFF has it (ITU-T T.4 and T.6, TIFF 6.0 sections 10 and 11): rows of a bit per pixel, white is 0. Lines of T.4 end with a code of their
 * own, wherever it is aligned to, so a damaged one costs its own end alone; the first may lack the code, and in the other kinds what is
 * damaged is an error. Rows behind an end-of-block code are white. Uncompressed mode is not read.
 */
public final class FaxStream extends InputStream {
    /** Which codes a row has: lines of T.4 without and with differences to the row above, the runs alone, or T.6. */
    public enum Kind {
        RUNS,
        LINES,
        LINES_2D,
        T6
    }

    private static final int END_OF_BLOCK = 6;
    private static final int DAMAGED_LINES = 8;
    private static final int T6_END = 0b000000000001;
    private static final int EXTENSION = 0b0000001;

    private final Kind kind;
    private final FaxBits bits;
    private final byte[] row;
    private FaxRow current;
    private FaxRow above;
    private int from;
    private long rows;
    private long damaged;
    private boolean ended;

    /** @param width pixels of a row of the strip or tile */
    public FaxStream(Kind kind, byte[] packed, int from, int size, int width) {
        this.kind = kind;
        this.bits = new FaxBits(packed, from, size);
        this.row = new byte[(width + 7) / 8];
        this.from = row.length;
        this.current = new FaxRow(width);
        this.above = new FaxRow(width);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        int done = 0;
        while (done < length && (from < row.length || next())) {
            int count = Math.min(length - done, row.length - from);
            System.arraycopy(row, from, to, offset + done, count);
            from += count;
            done += count;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    /** Reads the next row; false where the bytes end before one that no end-of-block code tells of. */
    private boolean next() throws IOException {
        FaxRow last = current;
        current = above;
        above = last;
        if (!ended && !decode()) {
            return false;
        }
        if (ended) {
            current.clear();
        }
        current.pack(row);
        from = 0;
        rows++;
        return true;
    }

    private boolean decode() throws IOException {
        boolean whole =
                switch (kind) {
                    case RUNS -> {
                        bits.toByte();
                        yield current.runs(bits);
                    }
                    case T6 -> {
                        ended = bits.peek(12) == T6_END;
                        yield ended || current.differences(bits, above);
                    }
                    default -> line();
                };
        if (ended || whole && !bits.overdrawn()) {
            return true;
        }
        if (bits.ended()) {
            return false;
        }
        boolean lines = kind == Kind.LINES || kind == Kind.LINES_2D;
        damaged++;
        if (!lines || damaged > DAMAGED_LINES && damaged > rows / DAMAGED_LINES) {
            throw new IOException(
                    kind != Kind.RUNS && bits.peek(7) == EXTENSION
                            ? "its fax compression has uncompressed parts"
                            : "its fax codes are broken");
        }
        return bits.toEndOfLine();
    }

    private boolean line() {
        int ends = 0;
        boolean alone = true;
        while (ends < END_OF_BLOCK && bits.endOfLine()) {
            ends++;
            if (kind == Kind.LINES_2D) {
                alone = bits.peek(1) == 1;
                bits.skip(1);
            }
        }
        ended = ends == END_OF_BLOCK || ends > 1 && bits.ended();
        return ended || (alone ? current.runs(bits) : current.differences(bits, above));
    }
}
