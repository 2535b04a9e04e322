package io.limn.model.input;

import io.limn.frame.Frame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Frame to tensor: BGR bytes, resized with antialiasing, as normalised planes (3×H×W floats), padded with zeros.
 *
 * <p>The resize is separable, rows first, in fixed point. Rows are summed eight bytes at a time in the 16-bit lanes of two
 * longs (weights sum up to 2^8); columns three channels at a time in the 21-bit lanes of one (weights sum up to 2^13).
 * Between the two a value is rounded to 8 bits. Not thread-safe: it keeps scratch rows.
 */
final class AreaPreprocessing implements Preprocessing {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVEN = 0x00FF00FF00FF00FFL;
    private static final long HALF = 0x0080008000800080L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final int ROW_SUM = 1 << 8;
    private static final int COLUMN_SUM = 1 << 13;
    private static final int LANE = 21;
    private static final long LANE_MASK = (1L << LANE) - 1;

    private final int[] planeOf = new int[3];
    private final float[] scale = new float[3];
    private final float[] bias = new float[3];
    /** By channel and sum of two bytes: what becomes of it where each target column is the mean of two. */
    private final float[][] ofPairs = new float[3][2 * 255 + 1];

    private InputSize size;
    private AreaWeights rows;
    private AreaWeights columns;
    private byte[] row = {};
    private long[] pixels = {};
    private float[][] planes = new float[3][0];
    private float[] zeros = {};

    public AreaPreprocessing(Normalisation normalisation) {
        for (int channel = 0; channel < 3; channel++) {
            int plane = normalisation.order() == Normalisation.Order.RGB ? 2 - channel : channel;
            planeOf[channel] = plane;
            scale[channel] = (float) (1.0 / COLUMN_SUM / normalisation.std().get(plane));
            bias[channel] =
                    -normalisation.mean().get(plane) / normalisation.std().get(plane);
            for (int sum = 0; sum < ofPairs[channel].length; sum++) {
                ofPairs[channel][sum] = sum * (COLUMN_SUM / 2) * scale[channel] + bias[channel];
            }
        }
    }

    @Override
    public void fill(Frame frame, InputSize wanted, FloatBuffer tensor) {
        prepare(wanted);
        int bytes = frame.width() * 3;
        for (int y = 0; y < size.contentHeight(); y++) {
            int at = rows.first[y] * bytes;
            if (rows.count[y] > 1) {
                sumRows(frame.bgr(), at, bytes, y);
                at = 0;
            } else if (columns.halved) {
                System.arraycopy(frame.bgr(), at, row, 0, bytes);
            }
            if (columns.halved) {
                sumPairs();
            } else {
                spread(rows.count[y] > 1 ? row : frame.bgr(), at, frame.width());
                sumColumns();
            }
            for (int channel = 0; channel < 3; channel++) {
                tensor.put((planeOf[channel] * size.height() + y) * size.width(), planes[channel], 0, size.width());
            }
        }
        for (int plane = 0; plane < 3; plane++) {
            for (int y = size.contentHeight(); y < size.height(); y++) {
                tensor.put((plane * size.height() + y) * size.width(), zeros, 0, size.width());
            }
        }
    }

    private void prepare(InputSize wanted) {
        if (wanted.equals(size)) {
            return;
        }
        rows = new AreaWeights(wanted.frameHeight(), wanted.contentHeight(), ROW_SUM);
        columns = new AreaWeights(wanted.frameWidth(), wanted.contentWidth(), COLUMN_SUM);
        // One byte more than the row, so that the last pixel too can be read as an int.
        row = new byte[Math.max(8, wanted.frameWidth() * 3 + 1)];
        pixels = new long[wanted.frameWidth()];
        planes = new float[3][wanted.width()];
        zeros = new float[wanted.width()];
        size = wanted;
    }

    /** The weighted sum of the source rows of target row y, rounded to bytes, into {@link #row}. */
    private void sumRows(byte[] bgr, int at, int bytes, int y) {
        int count = rows.count[y];
        int offset = rows.offset[y];
        int[] weights = rows.weights;
        int x = 0;
        if (count == 2 && weights[offset] == ROW_SUM / 2) {
            for (; x <= bytes - 8; x += 8) {
                long a = (long) LONGS.get(bgr, at + x);
                long b = (long) LONGS.get(bgr, at + bytes + x);
                LONGS.set(row, x, (a | b) - ((a ^ b) >>> 1 & LOW_BITS)); // the mean, rounded up
            }
        } else if (count == 2) {
            long w0 = weights[offset];
            long w1 = weights[offset + 1];
            for (; x <= bytes - 8; x += 8) {
                long a = (long) LONGS.get(bgr, at + x);
                long b = (long) LONGS.get(bgr, at + bytes + x);
                long even = (a & EVEN) * w0 + (b & EVEN) * w1 + HALF;
                long odd = ((a >>> 8) & EVEN) * w0 + ((b >>> 8) & EVEN) * w1 + HALF;
                LONGS.set(row, x, ((even >>> 8) & EVEN) | (odd & ~EVEN));
            }
        } else {
            for (; x <= bytes - 8; x += 8) {
                long even = HALF;
                long odd = HALF;
                for (int k = 0, from = at + x; k < count; k++, from += bytes) {
                    long value = (long) LONGS.get(bgr, from);
                    long weight = weights[offset + k];
                    even += (value & EVEN) * weight;
                    odd += ((value >>> 8) & EVEN) * weight;
                }
                LONGS.set(row, x, ((even >>> 8) & EVEN) | (odd & ~EVEN));
            }
        }
        for (; x < bytes; x++) {
            int sum = ROW_SUM / 2;
            for (int k = 0; k < count; k++) {
                sum += (bgr[at + k * bytes + x] & 0xFF) * weights[offset + k];
            }
            row[x] = (byte) (sum >>> 8);
        }
    }

    /** Each pixel's three bytes into the three lanes of a long. */
    private void spread(byte[] bgr, int at, int width) {
        long[] lanes = pixels;
        int x = 0;
        int safe = Math.min(width, (bgr.length - at - 1) / 3);
        for (; x < safe; x++) {
            int value = (int) INTS.get(bgr, at + 3 * x);
            lanes[x] = lanes(value & 0xFF, value & 0xFF00, value & 0xFF0000);
        }
        for (; x < width; x++) {
            int from = at + 3 * x;
            lanes[x] = lanes(bgr[from] & 0xFF, (bgr[from + 1] & 0xFF) << 8, (bgr[from + 2] & 0xFF) << 16);
        }
    }

    private static long lanes(long blue, long green, long red) {
        return blue | green << (LANE - 8) | red << (2 * LANE - 16);
    }

    private void sumColumns() {
        float[] blue = planes[0];
        float[] green = planes[1];
        float[] red = planes[2];
        long[] lanes = pixels;
        int[] weights = columns.weights;
        for (int x = 0; x < size.contentWidth(); x++) {
            int from = columns.first[x];
            int offset = columns.offset[x];
            int end = columns.offset[x + 1];
            long sum = 0;
            for (int k = offset; k < end; k++) {
                sum += lanes[from++] * weights[k];
            }
            blue[x] = (sum & LANE_MASK) * scale[0] + bias[0];
            green[x] = ((sum >>> LANE) & LANE_MASK) * scale[1] + bias[1];
            red[x] = (sum >>> (2 * LANE)) * scale[2] + bias[2];
        }
        pad();
    }

    /** As {@link #sumColumns}, where each target column is the mean of two; reads {@link #row}. */
    private void sumPairs() {
        float[] blue = planes[0];
        float[] green = planes[1];
        float[] red = planes[2];
        for (int x = 0; x < size.contentWidth(); x++) {
            int a = (int) INTS.get(row, 6 * x);
            int b = (int) INTS.get(row, 6 * x + 3);
            int outer = (a & 0xFF00FF) + (b & 0xFF00FF);
            blue[x] = ofPairs[0][outer & 0x1FF];
            green[x] = ofPairs[1][(a >>> 8 & 0xFF) + (b >>> 8 & 0xFF)];
            red[x] = ofPairs[2][outer >>> 16];
        }
        pad();
    }

    private void pad() {
        if (size.contentWidth() < size.width()) {
            for (float[] plane : planes) {
                Arrays.fill(plane, size.contentWidth(), size.width(), 0);
            }
        }
    }
}
