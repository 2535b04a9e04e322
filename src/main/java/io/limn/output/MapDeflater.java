package io.limn.output;

import io.limn.output.zlib.ZlibWriter;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Compresses a map of ids into the zlib stream of a PNG's rows without a filter: what is as in the row above becomes a match, what is not a
 * run or literals. Most of a map is found equal many bytes at a time. For one thread, one map.
 */
final class MapDeflater {
    private final byte[] map;
    private final int width;
    private final ZlibWriter out = new ZlibWriter();
    /** Bytes pending that are as those a row above. */
    private long asAbove;

    private MapDeflater(byte[] map, int width) {
        this.map = map;
        this.width = width;
    }

    /**
     * @param map one byte a pixel, row-major
     * @param check called between rows
     */
    static byte[] deflate(byte[] map, int width, int height, Runnable check) {
        MapDeflater deflater = new MapDeflater(map, width);
        Adler32 checksum = new Adler32();
        for (int y = 0; y < height; y++) {
            check.run();
            checksum.update(0);
            checksum.update(map, y * width, width);
            deflater.row(y);
        }
        if (deflater.asAbove > 0) {
            deflater.flush(map.length, width);
        }
        return deflater.out.finish((int) checksum.getValue());
    }

    private void row(int y) {
        int end = (y + 1) * width;
        int at = y * width;
        if (y == 0 || width >= ZlibWriter.FARTHEST) {
            out.literal(0); // the filter
            pieces(at, end);
            return;
        }
        asAbove++;
        while (at < end) {
            int same = Arrays.mismatch(map, at, end, map, at - width, end - width);
            if (same < 0) {
                asAbove += end - at;
                return;
            }
            asAbove += same;
            at += same;
            flush(at, at - y * width);
            int start = at;
            // A match of a byte or two costs more than they do.
            while (at < end && !sameAsAbove(at, Math.min(end, at + ZlibWriter.SHORTEST))) {
                at++;
            }
            pieces(start, at);
        }
    }

    private boolean sameAsAbove(int from, int to) {
        for (int i = from; i < to; i++) {
            if (map[i] != map[i - width]) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param at of the pixel that comes next
     * @param column of it
     */
    private void flush(int at, int column) {
        if (asAbove >= ZlibWriter.SHORTEST) {
            out.match(asAbove, width + 1);
        } else {
            for (int back = (int) asAbove; back > 0; back--) {
                // The filter stands before the row's first pixel, and before it the last one of the row above.
                out.literal(column >= back ? map[at - back] : column + 1 == back ? 0 : map[at - back + 1]);
            }
        }
        asAbove = 0;
    }

    /** Runs and literals. */
    private void pieces(int from, int to) {
        for (int at = from; at < to; ) {
            int end = at + 1;
            while (end < to && map[end] == map[at]) {
                end++;
            }
            out.literal(map[at]);
            if (end - at > ZlibWriter.SHORTEST) {
                out.match(end - at - 1, 1);
            } else {
                out.literals(map, at + 1, end);
            }
            at = end;
        }
    }
}
