package io.limn.output.matte;

import java.util.Arrays;
import java.util.List;

/** Reads mattes of a frame row by row, from top to bottom; for one thread. */
public final class MatteRows {
    private final MatteFrame frame;
    private final int width;
    private final FrameShares.Reader ownerReader;
    private final FrameShares.Reader[] readers;
    private final float[] owners;
    private final float[][] labels;
    private final float[] sum;
    private int row;

    /** @param mattes whose layers are read */
    public MatteRows(MatteFrame frame, List<Matte> mattes) {
        this.frame = frame;
        width = frame.width();
        boolean persons = frame.owners() != null && mattes.stream().anyMatch(matte -> matte.person() > 0);
        ownerReader = persons ? frame.owners().reader() : null;
        owners = persons ? new float[frame.owners().planes() * width] : null;
        readers = new FrameShares.Reader[frame.layers().size()];
        labels = new float[readers.length][];
        for (int i = 0; i < readers.length; i++) {
            int layer = i;
            if (mattes.stream().anyMatch(matte -> matte.reads(layer))) {
                readers[i] = frame.layers().get(i).reader();
                labels[i] = new float[frame.layers().get(i).planes() * width];
            }
        }
        sum = new float[width];
    }

    /** Goes to a row. */
    public void read(int y) {
        row = y;
        if (ownerReader != null) {
            ownerReader.read(y, owners);
        }
        for (int i = 0; i < readers.length; i++) {
            if (readers[i] != null) {
                readers[i].read(y, labels[i]);
            }
        }
    }

    /**
     * A matte's values of the row, 0..1.
     *
     * @param from first column
     * @param to past the last column
     * @param into by column
     */
    public void matte(Matte matte, int from, int to, float[] into) {
        if (matte.of().isEmpty()) {
            Arrays.fill(into, from, to, 1);
        } else {
            largest(matte.of(), from, to, into);
            if (!matte.without().isEmpty()) {
                subtract(matte.without(), from, to, into);
            }
        }
        float[] foreground = frame.foreground();
        int at = row * width;
        if (matte.person() > 0 && owners != null) {
            int plane = matte.person() * width;
            for (int x = from; x < to; x++) {
                into[x] *= owners[plane + x];
            }
        }
        for (int x = from; x < to; x++) {
            into[x] *= foreground[at + x];
        }
    }

    private void largest(List<Matte.Labels> of, int from, int to, float[] into) {
        total(of.get(0), from, to, into);
        for (int i = 1; i < of.size(); i++) {
            total(of.get(i), from, to, sum);
            for (int x = from; x < to; x++) {
                into[x] = Math.max(into[x], sum[x]);
            }
        }
    }

    private void subtract(List<Matte.Labels> without, int from, int to, float[] into) {
        for (Matte.Labels taken : without) {
            total(taken, from, to, sum);
            for (int x = from; x < to; x++) {
                into[x] = Math.max(0, into[x] - sum[x]);
            }
        }
    }

    private void total(Matte.Labels added, int from, int to, float[] into) {
        float[] planes = labels[added.layer()];
        Arrays.fill(into, from, to, 0);
        for (int id : added.ids()) {
            int plane = id * width;
            for (int x = from; x < to; x++) {
                into[x] += planes[plane + x];
            }
        }
    }
}
