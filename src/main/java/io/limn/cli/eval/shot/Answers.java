package io.limn.cli.eval.shot;

import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.ProbabilityMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads answers from parsings. */
final class Answers {
    private Answers() {}

    /** @param parsing with coverage */
    static Answer of(Parsing parsing, Regions regions) {
        Map<String, byte[]> layers = new LinkedHashMap<>();
        for (LabelLayer layer : parsing.layers()) {
            layers.put(layer.labels().name(), layer.ids());
        }
        Map<String, float[]> mattes = new LinkedHashMap<>();
        regions.ids().forEach((region, ids) -> mattes.put(region, matte(parsing, region, ids)));
        return new Answer(layers, parsing.personMap().ids(), mattes);
    }

    private static float[] matte(Parsing parsing, String region, List<Integer> ids) {
        boolean person = region.equals(Regions.PERSON);
        var coverage = parsing.coverage().orElseThrow();
        ProbabilityMap map = person ? coverage.persons() : coverage.layer(Regions.LAYER);
        float[] matte = new float[map.width() * map.height()];
        float[] row = new float[map.planes() * map.width()];
        ProbabilityMap.Rows rows = map.rows();
        for (int y = 0, at = 0; y < map.height(); y++) {
            rows.read(y, row);
            for (int x = 0; x < map.width(); x++, at++) {
                if (person) {
                    matte[at] = 1 - row[x];
                } else {
                    for (int id : ids) {
                        matte[at] += row[id * map.width() + x];
                    }
                }
            }
        }
        return matte;
    }
}
