package io.limn.shot;

import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.LinkedHashMap;
import java.util.Map;

/** Areas of labels, and how they change from frame to frame. */
final class Areas {
    /** An area smaller than this share of the frame may come and go. */
    private static final double SMALL = 5e-4;

    /** A relative change smaller than this is taken for movement. */
    private static final float NOTABLE = 0.15f;

    private Areas() {}

    /** Pixels by label for each layer, without the background (id 0); labels without a pixel are left out. */
    static Map<String, Map<String, Long>> of(Parsing parsing) {
        Map<String, Map<String, Long>> layers = new LinkedHashMap<>();
        for (LabelLayer layer : parsing.layers()) {
            long[] counts = layer.counts();
            Map<String, Long> areas = new LinkedHashMap<>();
            layer.labels().labels().forEach(label -> {
                if (label.id() != 0 && counts[label.id()] > 0) {
                    areas.put(label.name(), counts[label.id()]);
                }
            });
            layers.put(layer.labels().name(), areas);
        }
        return layers;
    }

    /** The largest change between two frames of {@code pixels} pixels; null if none is notable. */
    static Jump largest(Map<String, Map<String, Long>> before, Map<String, Map<String, Long>> now, long pixels) {
        Jump largest = null;
        for (Map.Entry<String, Map<String, Long>> layer : now.entrySet()) {
            Map<String, Long> earlier = before.getOrDefault(layer.getKey(), Map.of());
            Map<String, Long> labels = new LinkedHashMap<>(layer.getValue());
            earlier.keySet().forEach(label -> labels.putIfAbsent(label, 0L));
            for (Map.Entry<String, Long> label : labels.entrySet()) {
                Jump jump = new Jump(
                        layer.getKey() + "/" + label.getKey(),
                        earlier.getOrDefault(label.getKey(), 0L),
                        label.getValue());
                boolean small = Math.max(jump.from(), jump.to()) < SMALL * pixels;
                if (!small && jump.size() >= NOTABLE && (largest == null || jump.size() > largest.size())) {
                    largest = jump;
                }
            }
        }
        return largest;
    }
}
