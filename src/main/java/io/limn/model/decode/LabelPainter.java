package io.limn.model.decode;

import io.limn.model.decode.LabelBand.Layer;
import io.limn.model.decode.LabelBand.MaskPainter;
import io.limn.model.graph.ParallelFor;
import java.util.ArrayList;
import java.util.List;

/**
 * The label map, by the reference's rule: each class's instances, where sigmoid times score passes a half, make the mean of that
 * product; the class with the highest mean wins, and where there is none, class 0.
 */
final class LabelPainter {
    /** Parts of the frame that several threads may take, one after the other. */
    private static final int BANDS = 8;

    /** The label of each pixel of the frame. */
    final byte[] ids;

    /** Which instance gave the label, from 1 in the list's order; 0 where none did. */
    final byte[] numbers;

    /**
     * @param instances of the classes below {@code classes}, the most certain first; at most 255
     * @param workers paints bands of rows
     */
    LabelPainter(
            List<Instance> instances,
            int classes,
            float[] masks,
            int width,
            int height,
            Upsampler upsampler,
            ParallelFor workers) {
        ids = new byte[Math.multiplyExact(width, height)];
        numbers = new byte[ids.length];
        List<Layer> layers = layers(instances, classes, masks, upsampler);
        workers.each(BANDS, band -> {
            int from = (int) ((long) height * band / BANDS);
            int to = (int) ((long) height * (band + 1) / BANDS);
            new LabelBand(layers, width, ids, numbers).paint(from, to);
        });
    }

    private static List<Layer> layers(List<Instance> instances, int classes, float[] masks, Upsampler upsampler) {
        List<Layer> layers = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            List<MaskPainter> painters = new ArrayList<>();
            for (int i = instances.size() - 1; i >= 0; i--) {
                Instance instance = instances.get(i);
                // A sigmoid is below 1, so what scores a half or less never passes.
                if (instance.label() == label && instance.score() > LabelBand.HALF) {
                    painters.add(
                            new MaskPainter(instance, i + 1, upsampler.rows().open(masks, instance.query())));
                }
            }
            if (!painters.isEmpty()) {
                layers.add(new Layer(label, painters));
            }
        }
        return layers;
    }
}
