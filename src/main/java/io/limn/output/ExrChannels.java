package io.limn.output;

import io.limn.output.exr.ExrWriter;
import io.limn.output.matte.MatteRows;

/** Writes a matte to several channels of a file. */
record ExrChannels(int[] channels, ExrWriter file) implements MatteRows.Runs {
    @Override
    public void none(int from, int to) {
        // What isn't set is 0.
    }

    @Override
    public void full(int from, int to) {
        for (int channel : channels) {
            file.fill(channel, 1, from, to);
        }
    }

    @Override
    public void values(int from, int to, float[] values) {
        for (int channel : channels) {
            file.put(channel, values, from, to);
        }
    }
}
