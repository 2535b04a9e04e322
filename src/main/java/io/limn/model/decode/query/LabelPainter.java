package io.limn.model.decode.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The label map, by the reference's rule: each class's instances, where sigmoid times score passes a half, make the mean of that
 * product; the class with the highest mean wins, and where there is none, class 0.
 */
final class LabelPainter {
    private static final float HALF = 0.5f;

    /** The masks of one class that can be seen in the map, by rising score. */
    private record Layer(int label, List<Brush> brushes) {}

    /** @param number of the instance, from 1 */
    private record Brush(Instance instance, int number, MaskRows rows) {}

    private final int width;
    private final List<Layer> layers = new ArrayList<>();
    private final float[] highest;
    private final float[] values;
    private final float[] sum;
    private final float[] strongest;
    private final byte[] count;
    private final byte[] strongestNumber;

    /** The label of each pixel of the frame. */
    final byte[] ids;

    /** Which instance gave the label, from 1 in the list's order; 0 where none did. */
    final byte[] numbers;

    /**
     * @param instances of the classes below {@code classes}, the surest first; at most 255
     * @param rows gives as many as are asked for
     */
    LabelPainter(List<Instance> instances, int classes, float[] masks, int width, int height, Supplier<MaskRows> rows) {
        this.width = width;
        highest = new float[width];
        values = new float[width];
        sum = new float[width];
        strongest = new float[width];
        count = new byte[width];
        strongestNumber = new byte[width];
        ids = new byte[Math.multiplyExact(width, height)];
        numbers = new byte[ids.length];
        for (int label = 0; label < classes; label++) {
            List<Brush> brushes = new ArrayList<>();
            for (int i = instances.size() - 1; i >= 0; i--) {
                Instance instance = instances.get(i);
                // A sigmoid is below 1, so what scores a half or less never passes.
                if (instance.label() == label && instance.score() > HALF) {
                    brushes.add(new Brush(instance, i + 1, rows.get().open(masks, instance.query())));
                }
            }
            if (!brushes.isEmpty()) {
                layers.add(new Layer(label, brushes));
            }
        }
        for (int y = 0; y < height; y++) {
            Arrays.fill(highest, 0);
            for (Layer layer : layers) {
                paint(layer, y);
            }
        }
    }

    private void paint(Layer layer, int y) {
        int left = width;
        int right = 0;
        for (Brush brush : layer.brushes()) {
            if (y >= brush.rows().top && y < brush.rows().bottom) {
                left = Math.min(left, brush.rows().left);
                right = Math.max(right, brush.rows().right);
            }
        }
        if (left >= right) {
            return;
        }
        Arrays.fill(sum, left, right, 0);
        Arrays.fill(count, left, right, (byte) 0);
        Arrays.fill(strongest, left, right, 0);
        for (Brush brush : layer.brushes()) {
            if (y >= brush.rows().top && y < brush.rows().bottom) {
                add(brush, y);
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

    private void add(Brush brush, int y) {
        float[] logits = brush.rows().row(y);
        Sigmoid.scaled(logits, brush.instance().score(), values, brush.rows().left, brush.rows().right);
        byte number = (byte) brush.number();
        for (int x = brush.rows().left; x < brush.rows().right; x++) {
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
