package io.limn.frame.codec.fax;

import io.limn.frame.codec.packed.BlockStream;
import java.io.IOException;

/**
 * Fax compression in TIFF (ITU-T T.4 and T.6, TIFF 6.0 sections 10 and 11): rows of one bit per pixel, white is 0. Lines of T.4 begin with
 * an end-of-line code, whatever its alignment, so damage is limited to the rest of its line; the first line may lack the code. In the
 * other kinds damage is an error. Rows after an end-of-block code are white. Uncompressed mode is not supported.
 */
public final class FaxStream extends BlockStream {
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
    private FaxRow current;
    private FaxRow above;
    private long rows;
    private long damaged;
    private boolean ended;

    /** @param width pixels of a row of the strip or tile */
    public FaxStream(Kind kind, byte[] packed, int at, int size, int width) {
        super((width + 7) / 8);
        this.kind = kind;
        this.bits = new FaxBits(packed, at, size);
        this.current = new FaxRow(width);
        this.above = new FaxRow(width);
    }

    /** Decodes the next row; false if the bytes end before it without an end-of-block code. */
    @Override
    protected boolean decodeBlock() throws IOException {
        FaxRow last = current;
        current = above;
        above = last;
        if (!ended && !decode()) {
            return false;
        }
        if (ended) {
            current.clear();
        }
        current.pack(block);
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
