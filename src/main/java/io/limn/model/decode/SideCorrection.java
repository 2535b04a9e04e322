package io.limn.model.decode;

import io.limn.label.Label;
import io.limn.model.decode.FrameDecoder.Layer;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Gives pieces of limbs that the network put on the wrong side to the other side, in all layers. Joints stay. Not thread-safe. */
final class SideCorrection {
    /** Cells around a piece that change with it. */
    private static final int RING = 2;

    private final Layer anatomy;
    private final LimbLabels limbs;
    private final List<Layer> layers;
    /** By layer and limb. */
    private final SidePlanes[][] planes;

    private LimbParts.Memory memory = new LimbParts.Memory(0);

    private SideCorrection(Layer anatomy, List<Layer> layers) {
        this.anatomy = anatomy;
        limbs = LimbLabels.of(anatomy.labels());
        this.layers = layers;
        planes = layers.stream().map(SideCorrection::planes).toArray(SidePlanes[][]::new);
    }

    private static SidePlanes[] planes(Layer layer) {
        List<String> names = layer.labels().labels().stream().map(Label::name).toList();
        return IntStream.range(0, LimbLabels.LIMBS)
                .mapToObj(limb -> SidePlanes.of(names, limb))
                .toArray(SidePlanes[]::new);
    }

    /** The correction for a network; null if no layer has all parts of limbs. */
    static SideCorrection of(List<Layer> layers) {
        return layers.stream()
                .filter(layer -> LimbLabels.of(layer.labels()).complete())
                .findFirst()
                .map(layer -> new SideCorrection(layer, layers))
                .orElse(null);
    }

    /**
     * Changes the outputs. The layers' winners must have been found.
     *
     * @param persons the person of each cell
     * @return whether any was changed; then the winners must be found again
     */
    boolean apply(Function<String, float[]> outputs, byte[] persons, Grid grid) {
        byte[] winners = anatomy.decoder().winners();
        if (memory.of().length != winners.length) {
            memory = new LimbParts.Memory(winners.length);
        }
        LimbParts parts = new LimbParts(winners, persons, grid.x.cells, limbs, lead(outputs, grid), memory);
        BitSet wrong = LimbSides.wrong(parts);
        for (int part = wrong.nextSetBit(0); part >= 0; part = wrong.nextSetBit(part + 1)) {
            int limb = parts.parts.get(part).limb();
            boolean left = !parts.parts.get(part).left();
            BitSet cells = parts.around(part, RING);
            for (int i = 0; i < planes.length; i++) {
                Layer layer = layers.get(i);
                layer.decoder().give(outputs.apply(layer.output()), planes[i][limb], cells, left, grid);
            }
        }
        return !wrong.isEmpty();
    }

    private LimbParts.Lead lead(Function<String, float[]> outputs, Grid grid) {
        float[] output = outputs.apply(anatomy.output());
        byte[] winners = anatomy.decoder().winners();
        SidePlanes[] sides = planes[layers.indexOf(anatomy)];
        return cell -> {
            int label = winners[cell] & 0xFF;
            return anatomy.decoder().lead(output, cell, label, sides[limbs.limb()[label]].counterpart(label), grid);
        };
    }
}
