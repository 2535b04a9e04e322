package io.limn.model.decode;

import io.limn.model.decode.LabelBand.Layer;
import io.limn.model.decode.LabelBand.MaskPainter;
import io.limn.model.graph.ParallelFor;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints the label map by the reference's rule: at each pixel, a class's strength is the mean of sigmoid times score over those of its
 * instances for which the product exceeds 0.5. The class with the largest mean wins; if there is none, class 0.
 */
final class LabelPainter {
    /** Bands of rows that threads can paint in parallel. */
    private static final int BANDS = 8;

    /** The label of each pixel of the frame. */
    final byte[] ids;

    /** The instance behind each pixel's label, numbered from 1 in the list's order; 0 for none. */
    final byte[] numbers;

    /**
     * @param instances of the classes below {@code classes}, by falling score; at most 255
     * @param workers paints bands of rows in parallel
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
                // A sigmoid is below 1, so an instance with a score of 0.5 or less never passes.
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
