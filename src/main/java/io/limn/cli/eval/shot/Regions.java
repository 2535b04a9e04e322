package io.limn.cli.eval.shot;

import io.limn.label.LabelSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The regions whose edges are evaluated: all persons together, and each arm and each leg of layer {@code anatomy}.
 *
 * @param ids of a layer's labels, by the region's name; {@link #PERSON} has none
 */
record Regions(Map<String, List<Integer>> ids) {
    static final String PERSON = "person";
    static final String LAYER = "anatomy";

    private static final Map<String, List<String>> LIMBS =
            Map.of("arm", List.of("upper-arm", "lower-arm", "hand"), "leg", List.of("upper-leg", "lower-leg", "foot"));

    /** The regions of a model with these layers. */
    static Regions of(List<LabelSet> layers) {
        Map<String, List<Integer>> regions = new LinkedHashMap<>();
        regions.put(PERSON, List.of());
        for (LabelSet layer : layers) {
            for (String side : layer.name().equals(LAYER) ? List.of("left", "right") : List.<String>of()) {
                LIMBS.keySet().stream().sorted().forEach(limb -> {
                    List<Integer> ids = new ArrayList<>();
                    LIMBS.get(limb)
                            .forEach(part -> layer.byName(side + "-" + part).ifPresent(label -> ids.add(label.id())));
                    regions.put(side + "-" + limb, ids);
                });
            }
        }
        return new Regions(regions);
    }

    /** Whether each pixel is in the region, by the truth. */
    boolean[] in(TruthFrame truth, String region) {
        boolean[] there = new boolean[truth.persons().length];
        byte[] layer = truth.layers().get(LAYER);
        List<Integer> wanted = ids.get(region);
        IntStream.range(0, there.length)
                .forEach(i ->
                        there[i] = region.equals(PERSON) ? truth.persons()[i] != 0 : wanted.contains(layer[i] & 0xFF));
        return there;
    }
}
