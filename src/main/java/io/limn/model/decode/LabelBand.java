package io.limn.model.decode;

import java.util.Arrays;
import java.util.List;

/** A band of rows of the label map, painted from top to bottom. */
final class LabelBand {
    /** The threshold that sigmoid times score must exceed. */
    static final float HALF = 0.5f;

    /** The masks of one class that may be visible in the map, by rising score. */
    record Layer(int label, List<MaskPainter> painters) {
        Layer again() {
            return new Layer(label, painters.stream().map(MaskPainter::again).toList());
        }
    }

    /** @param number of the instance, from 1 */
    record MaskPainter(Instance instance, int number, MaskRows rows) {
        MaskPainter again() {
            return new MaskPainter(instance, number, rows.again());
        }

        boolean reaches(int y) {
            return y >= rows.top && y < rows.bottom;
        }
    }

    private final List<Layer> layers;
    private final int width;
    private final byte[] ids;
    private final byte[] numbers;
    private final float[] highest;
    private final float[] values;
    private final float[] sum;
    private final float[] strongest;
    private final byte[] count;
    private final byte[] strongestNumber;

    /**
     * @param layers their masks; the band creates its own readers
     * @param ids the label map; the band's rows are filled
     * @param numbers the instance behind each label, filled like {@code ids}
     */
    LabelBand(List<Layer> layers, int width, byte[] ids, byte[] numbers) {
        this.layers = layers.stream().map(Layer::again).toList();
        this.width = width;
        this.ids = ids;
        this.numbers = numbers;
        highest = new float[width];
        values = new float[width];
        sum = new float[width];
        strongest = new float[width];
        count = new byte[width];
        strongestNumber = new byte[width];
    }

    /** Paints rows {@code from} to {@code to}, exclusive. */
    void paint(int from, int to) {
        for (int y = from; y < to; y++) {
            Arrays.fill(highest, 0);
            for (Layer layer : layers) {
                paint(layer, y);
            }
        }
    }

    private void paint(Layer layer, int y) {
        int left = width;
        int right = 0;
        for (MaskPainter painter : layer.painters()) {
            if (painter.reaches(y)) {
                left = Math.min(left, painter.rows().left);
                right = Math.max(right, painter.rows().right);
            }
        }
        if (left >= right) {
            return;
        }
        Arrays.fill(sum, left, right, 0);
        Arrays.fill(count, left, right, (byte) 0);
        Arrays.fill(strongest, left, right, 0);
        for (MaskPainter painter : layer.painters()) {
            if (painter.reaches(y)) {
                add(painter, y);
            }
        }
        int row = y * width;
        for (int x = left; x < right; x++) {
            float mean = count[x] == 0 ? 0 : sum[x] / (count[x] & 0xFF);
            if (mean > highest[x]) {
                highest[x] = mean;
                ids[row + x] = (byte) layer.label();
                numbers[row + x] = strongestNumber[x];
            }
        }
    }

    private void add(MaskPainter painter, int y) {
        float[] logits = painter.rows().row(y);
        Sigmoid.scaled(logits, painter.instance().score(), values, painter.rows().left, painter.rows().right);
        byte number = (byte) painter.number();
        for (int x = painter.rows().left; x < painter.rows().right; x++) {
            float value = values[x];
            if (value > HALF) {
                sum[x] += value;
                count[x]++;
                if (value > strongest[x]) {
                    strongest[x] = value;
                    strongestNumber[x] = number;
                }
            }
        }
    }
}
