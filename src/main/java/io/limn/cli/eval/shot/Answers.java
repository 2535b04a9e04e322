package io.limn.cli.eval.shot;

import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.ProbabilityMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes answers from parsings. */
final class Answers {
    private Answers() {}

    /** @param parsing with coverage */
    static Answer of(Parsing parsing, Regions regions) {
        Map<String, byte[]> layers = new LinkedHashMap<>();
        for (LabelLayer layer : parsing.layers()) {
            layers.put(layer.labels().name(), layer.ids());
        }
        return new Answer(layers, parsing.personMap().ids(), mattes(parsing, regions));
    }

    private static Map<String, float[]> mattes(Parsing parsing, Regions regions) {
        Map<String, float[]> mattes = new LinkedHashMap<>();
        regions.ids().keySet().forEach(region -> mattes.put(region, new float[parsing.width() * parsing.height()]));
        read(parsing.coverage().orElseThrow().persons(), (at, row, width) -> {
            float[] matte = mattes.get(Regions.PERSON);
            for (int x = 0; x < width; x++) {
                matte[at + x] = 1 - row[x];
            }
        });
        if (mattes.size() > 1) {
            read(parsing.coverage().orElseThrow().layer(Regions.LAYER), (at, row, width) -> regions.ids()
                    .forEach((region, ids) -> {
                        float[] matte = mattes.get(region);
                        for (int id : ids) {
                            for (int x = 0; x < width; x++) {
                                matte[at + x] += row[id * width + x];
                            }
                        }
                    }));
        }
        return mattes;
    }

    private interface Row {
        void take(int at, float[] row, int width);
    }

    private static void read(ProbabilityMap map, Row each) {
        float[] row = new float[map.planes() * map.width()];
        ProbabilityMap.Rows rows = map.rows();
        for (int y = 0; y < map.height(); y++) {
            rows.read(y, row);
            each.take(y * map.width(), row, map.width());
        }
    }
}
