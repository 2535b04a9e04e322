package io.limn.output.exr;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes an EXR file (OpenEXR file layout, version 2: single-part, scan lines) row by row, from top to bottom. Besides the compressed file
 * it holds a block of at most 16 rows in memory. The same samples always give the same bytes. Not thread-safe.
 */
public final class ExrWriter {
    private final ExrHeader header;
    private final Block block;
    private final BlockDeflater deflater = new BlockDeflater();
    private List<byte[]> blocks = new ArrayList<>();
    /** The compressed bytes of a block of zeros, reused for blocks with {@link #blackRows} rows. */
    private byte[] black;

    private int blackRows;
    private int y;

    public ExrWriter(ExrHeader header) {
        this.header = header;
        int rows = Math.min(header.compression().rows(), header.height());
        block = new Block(header.channels(), header.width(), header.rowBytes(), rows);
        begin();
    }

    /**
     * Continues at another row; the blocks so far must have been taken.
     *
     * @param row the first of a block of the file
     */
    void moveTo(int row) {
        y = row;
        begin();
    }

    /** The compressed blocks since the last call. */
    List<byte[]> take() {
        List<byte[]> taken = blocks;
        blocks = new ArrayList<>();
        return taken;
    }

    private void begin() {
        block.clear(Math.min(header.compression().rows(), header.height() - y));
    }

    /**
     * Sets samples of a half or float channel in the current row, from left to right; what isn't set is 0.
     *
     * @param channel by {@link ExrHeader#indexOf}
     * @param values by column
     * @param from first column
     * @param to column after the last
     * @throws IllegalArgumentException if the channel holds integers
     */
    public void put(int channel, float[] values, int from, int to) {
        if (header.channels().get(channel).type() == PixelType.UINT) {
            throw new IllegalArgumentException(header.channels().get(channel).name() + " holds integers");
        }
        block.samples(y % header.compression().rows(), channel, values, from, to);
    }

    /** As {@link #put(int, float[], int, int)}, with the same value for all columns. */
    public void fill(int channel, float value, int from, int to) {
        PixelType type = header.channels().get(channel).type();
        if (type == PixelType.UINT) {
            throw new IllegalArgumentException(header.channels().get(channel).name() + " holds integers");
        }
        block.fill(y % header.compression().rows(), channel, value, from, to);
    }

    /** As {@link #put(int, float[], int, int)}, for a channel of unsigned integers. */
    public void put(int channel, int[] values, int from, int to) {
        if (header.channels().get(channel).type() != PixelType.UINT) {
            throw new IllegalArgumentException(header.channels().get(channel).name() + " does not hold integers");
        }
        block.ints(y % header.compression().rows(), channel, values, from, to);
    }

    /** Moves to the next row. */
    public void endRow() {
        y++;
        if (y % header.compression().rows() == 0 || y == header.height()) {
            blocks.add(compressed());
            begin();
        }
    }

    private byte[] compressed() {
        if (header.compression() == Compression.NONE) {
            return block.raw();
        }
        if (!block.black()) {
            return deflated();
        }
        if (black == null || blackRows != block.rows()) {
            black = deflated();
            blackRows = block.rows();
        }
        return black;
    }

    /** The compressed block; uncompressed if that is not longer, which readers recognise by the length. */
    private byte[] deflated() {
        byte[] deflated = deflater.deflate(block);
        return deflated.length < block.length() ? deflated : block.raw();
    }

    /**
     * The complete file.
     *
     * @throws IllegalStateException if rows are missing
     */
    public byte[] finish() {
        if (y != header.height()) {
            throw new IllegalStateException("the file has " + header.height() + " rows, and " + y + " were written");
        }
        return file(header, take());
    }

    /** A file of all its blocks, from top to bottom. */
    static byte[] file(ExrHeader header, List<byte[]> blocks) {
        byte[] start = header.bytes();
        long offset = start.length + 8L * blocks.size();
        long length = offset;
        for (byte[] data : blocks) {
            length += 8 + data.length;
        }
        ExrBytes file = new ExrBytes(Math.toIntExact(length));
        file.writeBytes(start);
        for (byte[] data : blocks) {
            file.int64(offset);
            offset += 8 + data.length;
        }
        int row = header.top();
        for (byte[] data : blocks) {
            file.int32(row).int32(data.length);
            file.writeBytes(data);
            row += header.compression().rows();
        }
        return file.toByteArray();
    }
}
