package io.limn.cli.eval.shot;

import io.limn.parsing.Coverage;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.ProbabilityMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The exponential moving average of each pixel's probabilities without motion compensation: the baseline for steadying. Persons' numbers
 * are those of the single frame.
 */
final class MovingAverage {
    /** The weight of the average so far; the current frame has the rest. */
    private static final float BEFORE = 0.5f;

    private final Regions regions;
    private final Map<String, float[]> averages = new LinkedHashMap<>();
    private float[] somebody;

    MovingAverage(Regions regions) {
        this.regions = regions;
    }

    /** @param parsing with coverage */
    Answer of(Parsing parsing) {
        Coverage coverage = parsing.coverage().orElseThrow();
        Map<String, byte[]> layers = new LinkedHashMap<>();
        for (LabelLayer layer : parsing.layers()) {
            ProbabilityMap map = coverage.layer(layer.labels().name());
            float[] average = averages.compute(layer.labels().name(), (name, before) -> mixed(before, planes(map)));
            layers.put(layer.labels().name(), winners(average, map.planes()));
        }
        float[] nobody = Arrays.copyOf(planes(coverage.persons()), parsing.width() * parsing.height());
        somebody = mixed(somebody, nobody);
        Map<String, float[]> mattes = new LinkedHashMap<>();
        regions.ids().forEach((region, ids) -> mattes.put(region, matte(region, ids)));
        return new Answer(layers, parsing.personMap().ids(), mattes);
    }

    private float[] matte(String region, List<Integer> ids) {
        int pixels = somebody.length;
        float[] matte = new float[pixels];
        float[] layer = averages.get(Regions.LAYER);
        for (int i = 0; i < pixels; i++) {
            if (region.equals(Regions.PERSON)) {
                matte[i] = 1 - somebody[i];
                continue;
            }
            for (int id : ids) {
                matte[i] += layer[id * pixels + i];
            }
        }
        return matte;
    }

    private static float[] planes(ProbabilityMap map) {
        int width = map.width();
        float[] planes = new float[map.planes() * width * map.height()];
        float[] row = new float[map.planes() * width];
        ProbabilityMap.Rows rows = map.rows();
        for (int y = 0; y < map.height(); y++) {
            rows.read(y, row);
            for (int plane = 0; plane < map.planes(); plane++) {
                System.arraycopy(row, plane * width, planes, (plane * map.height() + y) * width, width);
            }
        }
        return planes;
    }

    private static float[] mixed(float[] before, float[] now) {
        for (int i = 0; before != null && i < now.length; i++) {
            now[i] += BEFORE * (before[i] - now[i]);
        }
        return now;
    }

    private static byte[] winners(float[] planes, int count) {
        int pixels = planes.length / count;
        byte[] ids = new byte[pixels];
        for (int i = 0; i < pixels; i++) {
            int best = 0;
            for (int plane = 1; plane < count; plane++) {
                best = planes[plane * pixels + i] > planes[best * pixels + i] ? plane : best;
            }
            ids[i] = (byte) best;
        }
        return ids;
    }
}
