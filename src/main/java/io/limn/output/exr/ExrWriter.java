package io.limn.output.exr;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/**
 * Writes an EXR file (OpenEXR file layout, version 2: single-part, scan lines) row by row, from top to bottom. Beside the compressed file
 * it holds a block of at most 16 rows. The same samples give the same bytes. For one thread; to be closed.
 */
public final class ExrWriter implements AutoCloseable {
    /** Level 4 makes files a third smaller and takes twice the time. */
    private static final int LEVEL = 1;

    private final ExrHeader header;
    private final int[] places;
    private final Block block;
    private final Deflater deflater = new Deflater(LEVEL);
    private final List<byte[]> blocks = new ArrayList<>();
    /** Of a block without anything in it, and how many bytes it has when it is not compressed. */
    private byte[] black;

    private int blackLength;
    private int y;

    public ExrWriter(ExrHeader header) {
        this.header = header;
        places = new int[header.channels().size()];
        int at = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = at;
            at += header.width() * header.channels().get(i).type().bytes();
        }
        block = new Block(header.rowBytes(), Math.min(header.compression().rows(), header.height()));
        begin();
    }

    private void begin() {
        block.clear(Math.min(header.compression().rows(), header.height() - y));
    }

    /**
     * Sets samples of a half or float channel in the row at work; what isn't set is 0.
     *
     * @param channel by {@link ExrHeader#indexOf}
     * @param values by column
     * @param from first column
     * @param to past the last
     */
    public void put(int channel, float[] values, int from, int to) {
        int row = y % header.compression().rows();
        switch (header.channels().get(channel).type()) {
            case HALF -> block.halves(row, places[channel], values, from, to);
            case FLOAT -> block.floats(row, places[channel], values, from, to);
            case UINT ->
                throw new IllegalArgumentException(
                        header.channels().get(channel).name() + " holds integers");
        }
    }

    /** The same value from a column to another. */
    public void fill(int channel, float value, int from, int to) {
        PixelType type = header.channels().get(channel).type();
        if (type == PixelType.UINT) {
            throw new IllegalArgumentException(header.channels().get(channel).name() + " holds integers");
        }
        block.fill(y % header.compression().rows(), places[channel], type, value, from, to);
    }

    /** The same of an unsigned channel. */
    public void put(int channel, int[] values, int from, int to) {
        if (header.channels().get(channel).type() != PixelType.UINT) {
            throw new IllegalArgumentException(header.channels().get(channel).name() + " does not hold integers");
        }
        block.ints(y % header.compression().rows(), places[channel], values, from, to);
    }

    /** Goes to the next row. */
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
            return block.deflated(deflater);
        }
        if (black == null || blackLength != block.length()) {
            black = block.deflated(deflater);
            blackLength = block.length();
        }
        return black;
    }

    /**
     * The file.
     *
     * @throws IllegalStateException where rows are missing
     */
    public byte[] finish() {
        if (y != header.height()) {
            throw new IllegalStateException("the file has " + header.height() + " rows, and " + y + " were written");
        }
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

    @Override
    public void close() {
        deflater.end();
    }
}
