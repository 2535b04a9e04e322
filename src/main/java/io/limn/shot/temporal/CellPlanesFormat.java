package io.limn.shot.temporal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Planes in the state of a shot, for a pass that resumes. */
final class CellPlanesFormat {
    private static final int MOST_PLANES = 256;
    private static final int BYTES = Integer.BYTES + Float.BYTES;

    private CellPlanesFormat() {}

    /** Writes only values above 0, each with its index. */
    static void write(CellPlanes written, DataOutputStream out) throws IOException {
        float[] values = written.values();
        int count = 0;
        for (float value : values) {
            count += value > 0 ? 1 : 0;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count, BYTES));
        for (int at = 0; at < values.length; at++) {
            if (values[at] > 0) {
                bytes.putInt(at).putFloat(values[at]);
            }
        }
        out.writeInt(written.planes());
        out.writeInt(count);
        out.write(bytes.array());
    }

    /** @throws IOException if these aren't planes of this many cells */
    static CellPlanes read(DataInputStream in, int cells) throws IOException {
        int planes = in.readInt();
        int count = in.readInt();
        if (planes < 1 || planes > MOST_PLANES || count < 0 || count > planes * (long) cells) {
            throw new IOException("the state has " + count + " values in " + planes + " planes of " + cells + " cells");
        }
        ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(Math.multiplyExact(count, BYTES)));
        float[] values = new float[Math.multiplyExact(planes, cells)];
        long[] active = new long[cells];
        for (int i = 0; i < count; i++) {
            if (bytes.remaining() < BYTES) {
                throw new EOFException("the state ends early");
            }
            int at = bytes.getInt();
            if (at < 0 || at >= values.length) {
                throw new IOException("the state has a value for no cell");
            }
            values[at] = bytes.getFloat();
            active[at % cells] |= 1L << at / cells;
        }
        return new CellPlanes(planes, cells, values, active);
    }
}
