package io.limn.output.zlib;

/**
 * Writes a zlib stream (RFC 1950 and 1951) of literals and matches that the caller has found: who knows where the runs are need not have
 * them searched. Each block has codes of its own. The caller keeps the checksum, see {@link Adler}. For one thread.
 */
public final class ZlibWriter {
    public static final int SHORTEST = 3;
    public static final int FARTHEST = 1 << 15;

    private static final int LONGEST = 258;
    private static final int TOKENS = 1 << 15;
    private static final int MATCH = 1 << 30;
    private static final int DISTANCE_SHIFT = 9;
    private static final int TIMES_SHIFT = 24;
    private static final int MOST_TIMES = 64;

    /** Literals are bytes; matches have {@link #MATCH}, times - 1 above distance - 1 above the length. */
    private final int[] tokens = new int[TOKENS];

    private int count;
    private final BlockCodes codes = new BlockCodes();
    private final BitSink out = new BitSink();

    public ZlibWriter() {
        clear();
    }

    /** Begins a stream. */
    public void clear() {
        count = 0;
        codes.clear();
        out.clear();
        // Deflate, a window of 32768 bytes; the fastest level.
        out.put(0x78, Byte.SIZE);
        out.put(0x01, Byte.SIZE);
    }

    public void literal(int value) {
        token(value & 0xFF);
        codes.literal(value & 0xFF, 1);
    }

    public void literals(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            literal(bytes[i]);
        }
    }

    /**
     * As many bytes as lie {@code distance} back; where that is less than the length, they repeat.
     *
     * @param length from {@link #SHORTEST}, without limit
     * @param distance 1..{@link #FARTHEST}
     */
    public void match(long length, int distance) {
        if (length <= LONGEST) {
            match((int) length, distance, 1);
            return;
        }
        long times = length / LONGEST;
        int rest = (int) (length % LONGEST);
        if (rest > 0 && rest < SHORTEST && times > 0) {
            times--;
            match(LONGEST - SHORTEST + rest, distance, 1);
            rest = SHORTEST;
        }
        for (; times > 0; times -= MOST_TIMES) {
            match(LONGEST, distance, (int) Math.min(times, MOST_TIMES));
        }
        if (rest > 0) {
            match(rest, distance, 1);
        }
    }

    private void match(int length, int distance, int times) {
        token(MATCH | times - 1 << TIMES_SHIFT | distance - 1 << DISTANCE_SHIFT | length);
        codes.match(length, distance, times);
    }

    private void token(int token) {
        if (count == TOKENS) {
            block(false);
        }
        tokens[count++] = token;
    }

    private void block(boolean last) {
        codes.begin(out, last);
        for (int i = 0; i < count; i++) {
            int token = tokens[i];
            if ((token & MATCH) == 0) {
                codes.writeLiteral(out, token);
            } else {
                codes.writeMatch(
                        out,
                        token & (1 << DISTANCE_SHIFT) - 1,
                        (token >> DISTANCE_SHIFT & FARTHEST - 1) + 1,
                        (token >> TIMES_SHIFT & MOST_TIMES - 1) + 1);
            }
        }
        codes.end(out);
        count = 0;
    }

    /**
     * The stream; {@link #clear} begins the next one.
     *
     * @param checksum of all bytes
     */
    public byte[] finish(int checksum) {
        block(true);
        out.align();
        out.put(Integer.reverseBytes(checksum), Integer.SIZE);
        return out.toByteArray();
    }
}
