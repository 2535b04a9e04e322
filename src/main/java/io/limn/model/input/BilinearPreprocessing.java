package io.limn.model.input;

import io.limn.frame.Frame;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The bilinear resize of the Python Imaging Library, byte for byte: columns first, rounded to 8 bits, then rows, rounded again;
 * antialiased where it shrinks. Each row of the frame is summed once and kept only while target rows need it.
 */
final class BilinearPreprocessing implements Preprocessing {
    private static final int HALF = 1 << (TriangleWeights.BITS - 1);

    /** By plane of the tensor: what becomes of a byte. */
    private final float[][] normalised = new float[3][256];

    private final int[] channelOf = new int[3];
    private InputSize size;
    private TriangleWeights rows;
    private TriangleWeights columns;
    /** Source row y, its columns summed, is ring row {@code y % ring.length}. */
    private byte[][] ring = {};

    private int[] sums = {};
    private float[] line = {};

    BilinearPreprocessing(Normalisation normalisation) {
        for (int plane = 0; plane < 3; plane++) {
            channelOf[plane] = normalisation.order() == Normalisation.Order.RGB ? 2 - plane : plane;
            float mean = normalisation.mean().get(plane);
            float std = normalisation.std().get(plane);
            for (int value = 0; value < 256; value++) {
                normalised[plane][value] = (value - mean) / std;
            }
        }
    }

    @Override
    public void fill(Frame frame, InputSize wanted, FloatBuffer tensor) {
        prepare(wanted);
        surround(tensor);
        int summed = 0;
        for (int y = 0; y < size.contentHeight(); y++) {
            int end = rows.first[y] + rows.count[y];
            for (summed = Math.max(summed, rows.first[y]); summed < end; summed++) {
                sumColumns(frame, summed);
            }
            sumRows(y);
            put(y, tensor);
        }
    }

    private void prepare(InputSize wanted) {
        if (wanted.equals(size)) {
            return;
        }
        rows = new TriangleWeights(wanted.frameHeight(), wanted.contentHeight());
        columns = new TriangleWeights(wanted.frameWidth(), wanted.contentWidth());
        ring = new byte[rows.most][3 * wanted.contentWidth()];
        sums = new int[3 * wanted.contentWidth()];
        line = new float[wanted.width()];
        size = wanted;
    }

    private void surround(FloatBuffer tensor) {
        for (int plane = 0; plane < 3; plane++) {
            Arrays.fill(line, size.around() == InputSize.ZEROS ? 0 : normalised[plane][size.around()]);
            for (int y = 0; y < size.height(); y++) {
                tensor.put((plane * size.height() + y) * size.width(), line, 0, size.width());
            }
        }
    }

    private void sumColumns(Frame frame, int y) {
        byte[] bgr = frame.bgr();
        byte[] row = ring[y % ring.length];
        int start = y * frame.width() * 3;
        if (frame.width() == size.contentWidth()) {
            System.arraycopy(bgr, start, row, 0, row.length);
            return;
        }
        int[] weights = columns.weights;
        for (int x = 0; x < size.contentWidth(); x++) {
            int at = start + columns.first[x] * 3;
            int blue = HALF;
            int green = HALF;
            int red = HALF;
            int from = x * columns.most;
            for (int k = from; k < from + columns.count[x]; k++, at += 3) {
                blue += (bgr[at] & 0xFF) * weights[k];
                green += (bgr[at + 1] & 0xFF) * weights[k];
                red += (bgr[at + 2] & 0xFF) * weights[k];
            }
            row[3 * x] = rounded(blue);
            row[3 * x + 1] = rounded(green);
            row[3 * x + 2] = rounded(red);
        }
    }

    private void sumRows(int y) {
        Arrays.fill(sums, HALF);
        for (int k = 0; k < rows.count[y]; k++) {
            byte[] row = ring[(rows.first[y] + k) % ring.length];
            int weight = rows.weights[y * rows.most + k];
            for (int x = 0; x < sums.length; x++) {
                sums[x] += (row[x] & 0xFF) * weight;
            }
        }
    }

    private void put(int y, FloatBuffer tensor) {
        for (int plane = 0; plane < 3; plane++) {
            float[] values = normalised[plane];
            int channel = channelOf[plane];
            for (int x = 0; x < size.contentWidth(); x++) {
                line[x] = values[rounded(sums[3 * x + channel]) & 0xFF];
            }
            int row = plane * size.height() + size.top() + y;
            tensor.put(row * size.width() + size.left(), line, 0, size.contentWidth());
        }
    }

    private static byte rounded(int sum) {
        return (byte) Math.min(255, sum >>> TriangleWeights.BITS);
    }
}
