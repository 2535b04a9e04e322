package io.limn.frame.codec;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.codec.fax.FaxStream;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.TiffGrid;
import io.limn.frame.header.TiffStructure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The rows of a strip or tile, unpacked and their predictor undone. */
final class TiffRows implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final TiffStructure tiff;
    private final int bands;
    private final byte[] row;
    private final Inflater inflater = new Inflater();
    private final InputStream stream;

    /** @param bands samples per pixel that are in these rows */
    TiffRows(byte[] file, TiffStructure tiff, TiffGrid.Block block, int bands) {
        this(
                file,
                tiff,
                block,
                bands,
                new byte[(int) (((long) tiff.grid().blockWidth() * bands * tiff.bits() + 7) / 8)]);
    }

    private TiffRows(byte[] file, TiffStructure tiff, TiffGrid.Block block, int bands, byte[] row) {
        this.tiff = tiff;
        this.bands = bands;
        this.row = row;
        this.stream =
                tiff.reversedBits() ? open(turned(file, block), 0, block.size()) : open(file, block.at(), block.size());
    }

    /** Rows of this many bytes, whose layout is not one sample after the other. */
    static TiffRows ofBytes(byte[] file, TiffStructure tiff, TiffGrid.Block block, int bands, int rowBytes) {
        return new TiffRows(file, tiff, block, bands, new byte[rowBytes]);
    }

    private static byte[] turned(byte[] file, TiffGrid.Block block) {
        byte[] turned = new byte[block.size()];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = (byte) (Integer.reverse(file[block.at() + i]) >>> 24);
        }
        return turned;
    }

    private InputStream open(byte[] packed, int from, int size) {
        return switch (tiff.compression()) {
            case LZW -> new LzwStream(packed, from, size);
            case PACK_BITS -> new PackBitsStream(packed, from, size);
            case DEFLATE -> new InflaterInputStream(new ByteArrayInputStream(packed, from, size), inflater, BUFFER);
            case FAX_RUNS -> fax(FaxStream.Kind.RUNS, packed, from, size);
            case FAX_T4 -> fax(FaxStream.Kind.LINES, packed, from, size);
            case FAX_T4_2D -> fax(FaxStream.Kind.LINES_2D, packed, from, size);
            case FAX_T6 -> fax(FaxStream.Kind.T6, packed, from, size);
            default -> new ByteArrayInputStream(packed, from, size);
        };
    }

    private InputStream fax(FaxStream.Kind kind, byte[] packed, int from, int size) {
        return new FaxStream(kind, packed, from, size, tiff.grid().blockWidth());
    }

    /** Puts the next row's first {@code count} samples at {@code to}, {@code to + stride}, … */
    void next(int[] samples, int to, int stride, int count) throws IOException, FrameRejectedException {
        PackedRow.unpack(next(), 0, tiff.bits(), tiff.littleEndian(), samples, to, stride, count);
    }

    /** The next row's bytes, which are overwritten by the row after it. */
    byte[] next() throws IOException, FrameRejectedException {
        int read = stream.readNBytes(row, 0, row.length);
        if (read < row.length) {
            throw damaged("The TIFF is cut off or damaged: a part of its picture ends before its last row.");
        }
        if (tiff.predictor() == 2) {
            if (tiff.bits() == 8) {
                add8();
            } else {
                add16();
            }
        }
        return row;
    }

    private void add8() {
        for (int i = bands; i < row.length; i++) {
            row[i] += row[i - bands];
        }
    }

    private void add16() {
        int high = tiff.littleEndian() ? 1 : 0;
        int low = 1 - high;
        for (int i = 2 * bands; i + 1 < row.length; i += 2) {
            int before = i - 2 * bands;
            int sum = ((row[i + high] & 0xFF) << 8 | row[i + low] & 0xFF)
                    + ((row[before + high] & 0xFF) << 8 | row[before + low] & 0xFF);
            row[i + high] = (byte) (sum >> 8);
            row[i + low] = (byte) sum;
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
