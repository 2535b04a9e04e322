package io.limn.shot.temporal;

import io.limn.label.LabelSet;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The combined estimate of several frames for one of them.
 *
 * @param weight by cell, how many frames its labels count as
 * @param personsWeight the same of its persons
 */
record Estimate(FrameCells cells, float[] weight, float[] personsWeight) {
    /** A frame's own estimate, of weight 1. */
    static Estimate of(FrameCells cells) {
        float[] weight = new float[cells.grid().cells()];
        Arrays.fill(weight, 1);
        return new Estimate(cells, weight, weight);
    }

    /**
     * A neighbouring frame's estimate, carried to this frame.
     *
     * @param most the largest weight of a cell
     * @param unchanged cells that don't move
     */
    Estimate carried(Warps carry, float most, Unchanged unchanged) {
        List<CellPlanes> layers = cells.layers().stream()
                .map(layer -> carry.labels().carry(layer, unchanged))
                .toList();
        return new Estimate(
                cells.with(layers, carry.persons().carry(cells.persons(), unchanged)),
                carry.labels().weight(weight, most),
                carry.persons().weight(personsWeight, most));
    }

    /**
     * The weighted mean of this and another estimate for the same frame.
     *
     * @param unchanged cells that take the other's planes as they are
     */
    Estimate and(Estimate other, Unchanged unchanged) {
        int persons = Math.max(cells.persons().planes(), other.cells.persons().planes());
        List<CellPlanes> layers = new ArrayList<>();
        for (int i = 0; i < cells.layers().size(); i++) {
            layers.add(
                    Blend.of(cells.layers().get(i), weight, other.cells.layers().get(i), other.weight, unchanged));
        }
        CellPlanes who = Blend.of(
                cells.persons().widened(persons),
                personsWeight,
                other.cells.persons().widened(persons),
                other.personsWeight,
                unchanged);
        return new Estimate(
                cells.with(layers, who), sum(weight, other.weight), sum(personsWeight, other.personsWeight));
    }

    /** The same with each cell's likely labels likelier: against them, others must win by a margin. */
    Estimate sharpened(Unchanged unchanged) {
        List<CellPlanes> layers =
                cells.layers().stream().map(layer -> layer.squared(unchanged)).toList();
        return with(cells.with(layers, cells.persons()));
    }

    private static float[] sum(float[] one, float[] other) {
        float[] sum = new float[one.length];
        for (int cell = 0; cell < sum.length; cell++) {
            sum[cell] = one[cell] + other[cell];
        }
        return sum;
    }

    Estimate with(FrameCells others) {
        return new Estimate(others, weight, personsWeight);
    }

    void write(DataOutputStream out) throws IOException {
        ByteBuffer weights = ByteBuffer.allocate(2 * Float.BYTES * weight.length);
        weights.asFloatBuffer().put(weight).put(personsWeight);
        out.write(weights.array());
        CellPlanesFormat.write(cells.persons(), out);
        for (CellPlanes layer : cells.layers()) {
            CellPlanesFormat.write(layer, out);
        }
    }

    /** @param like a frame of the same size, cells and labels; its planes are not used */
    static Estimate read(DataInputStream in, FrameCells like) throws IOException {
        int count = like.grid().cells();
        float[] weight = new float[count];
        float[] personsWeight = new float[count];
        ByteBuffer.wrap(in.readNBytes(2 * Float.BYTES * count))
                .asFloatBuffer()
                .get(weight)
                .get(personsWeight);
        CellPlanes persons = CellPlanesFormat.read(in, count);
        List<CellPlanes> layers = new ArrayList<>();
        for (LabelSet labels : like.labels()) {
            CellPlanes layer = CellPlanesFormat.read(in, count);
            if (layer.planes() != labels.size()) {
                throw new IOException("the state is another model's");
            }
            layers.add(layer);
        }
        return new Estimate(like.with(layers, persons), weight, personsWeight);
    }
}
