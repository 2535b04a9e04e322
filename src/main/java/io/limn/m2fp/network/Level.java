package io.limn.m2fp.network;

import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;

/**
 * The geometry of one scale: its height and width (one-element integer vectors, read from the map at run time), its position embedding
 * and its reference points. If a session fixes the picture's size, the runtime folds all of it into constants.
 *
 * @param positions tokens x channels: sine and cosine of y, then of x
 * @param references tokens x 2: x and y of every token in -1..1, as a sampling grid has them
 */
record Level(Value height, Value width, Value tokens, Value positions, Value references) {
    private static final double WAVELENGTH = 10_000;

    static Level of(Ops ops, Value map, int channels) {
        Value height = ops.shape(map, 2, 3);
        Value width = ops.shape(map, 3, 4);
        return new Level(
                height,
                width,
                ops.mul(height, width),
                positions(ops, height, width, channels),
                references(ops, height, width));
    }

    private static Value positions(Ops ops, Value height, Value width, int channels) {
        Value rows = ops.unsqueeze(waves(ops, height, channels / 2), 1);
        Value columns = ops.unsqueeze(waves(ops, width, channels / 2), 0);
        Value shape = ops.concat(0, height, width, ops.graph().longs(channels / 2));
        Value both = ops.concat(2, ops.expand(rows, shape), ops.expand(columns, shape));
        return ops.reshape(both, -1, channels);
    }

    /** The sines (even channels) and cosines (odd ones) along one axis: side x channels. */
    private static Value waves(Ops ops, Value side, int channels) {
        Value count = ops.add(ops.countTo(side), ops.scalar(1));
        Value angle = ops.mul(
                ops.div(count, ops.add(ops.toFloat(side), ops.scalar(1e-6f))), ops.scalar((float) (2 * Math.PI)));
        float[] periods = new float[channels];
        float[] even = new float[channels];
        for (int i = 0; i < channels; i++) {
            periods[i] = (float) Math.pow(WAVELENGTH, 2.0 * (i / 2) / channels);
            even[i] = i % 2 == 0 ? -1 : 1;
        }
        Value phases = ops.div(ops.unsqueeze(angle, 1), ops.graph().constant(new long[] {channels}, periods));
        Value isEven = ops.less(ops.graph().constant(new long[] {channels}, even), ops.scalar(0));
        return ops.where(isEven, ops.sin(phases), ops.cos(phases));
    }

    private static Value references(Ops ops, Value height, Value width) {
        Value shape = ops.concat(0, height, width, ops.graph().longs(1));
        Value x = ops.expand(ops.unsqueeze(centres(ops, width), 0, 2), shape);
        Value y = ops.expand(ops.unsqueeze(centres(ops, height), 1, 2), shape);
        return ops.reshape(ops.concat(2, x, y), -1, 2);
    }

    /** 2·(i + ½)/side − 1. */
    private static Value centres(Ops ops, Value side) {
        Value centre = ops.add(ops.countTo(side), ops.scalar(0.5f));
        return ops.sub(ops.div(ops.mul(centre, ops.scalar(2)), ops.toFloat(side)), ops.scalar(1));
    }
}
