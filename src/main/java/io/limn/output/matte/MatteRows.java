package io.limn.output.matte;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Reads mattes of a frame row by row, from top to bottom. Not thread-safe. */
public final class MatteRows {
    /** Receives a row of a matte as runs, from left to right; {@code from} is inclusive, {@code to} exclusive. */
    public interface Runs {
        /** A run of pixels with value 0. */
        void none(int from, int to);

        /** A run of pixels with value 1. */
        void full(int from, int to);

        /** @param values by column, 0..1 */
        void values(int from, int to, float[] values);
    }

    private final MatteFrame frame;
    private final FrameShares.Reader owners;
    private final FrameShares.Reader[] layers;
    private final float[] sum;
    private final Map<Matte, MatteGaps> gaps = new IdentityHashMap<>();
    private int row;

    /** @param mattes that will be read; matched by identity */
    public MatteRows(MatteFrame frame, List<Matte> mattes) {
        this.frame = frame;
        boolean persons = frame.owners() != null && mattes.stream().anyMatch(matte -> matte.person() > 0);
        owners = persons ? frame.owners().reader() : null;
        layers = new FrameShares.Reader[frame.layers().size()];
        for (int i = 0; i < layers.length; i++) {
            int layer = i;
            if (mattes.stream().anyMatch(matte -> matte.reads(layer))) {
                layers[i] = frame.layers().get(i).reader();
            }
        }
        sum = new float[frame.width()];
        mattes.forEach(matte -> gaps.put(matte, new MatteGaps(matte, frame)));
    }

    /** Moves to a row; throws if the work was cancelled, see {@link MatteFrame#check}. */
    public void read(int y) {
        frame.check();
        row = y;
        if (owners != null) {
            owners.read(y);
        }
        for (FrameShares.Reader layer : layers) {
            if (layer != null) {
                layer.read(y);
            }
        }
    }

    /**
     * A matte's values of the row, 0..1.
     *
     * @param from first column
     * @param to column after the last
     * @param into by column
     */
    public void matte(Matte matte, int from, int to, float[] into) {
        runs(matte, from, to, into, new Runs() {
            @Override
            public void none(int left, int right) {
                Arrays.fill(into, left, right, 0);
            }

            @Override
            public void full(int left, int right) {
                Arrays.fill(into, left, right, 1);
            }

            @Override
            public void values(int left, int right, float[] values) {
                // The values are in place: into is the scratch array.
            }
        });
    }

    /**
     * A matte's row as runs, from left to right without gaps.
     *
     * @param from first column
     * @param to column after the last
     * @param scratch an array of the frame's width; overwritten from {@code from} to {@code to}
     */
    public void runs(Matte matte, int from, int to, float[] scratch, Runs runs) {
        if (from >= to) {
            return;
        }
        Gaps grid = frame.gaps();
        int first = grid.column(from);
        int last = grid.column(to - 1);
        byte[] states = gaps(matte).row(grid.row(row), first, last);
        for (int column = first; column <= last; ) {
            byte state = states[column];
            int left = Math.max(from, grid.left(column));
            int end = column + 1;
            while (end <= last && states[end] == state) {
                end++;
            }
            int right = Math.min(to, grid.left(end));
            switch (state) {
                case MatteGaps.NONE -> runs.none(left, right);
                case MatteGaps.FULL -> runs.full(left, right);
                case MatteGaps.FOREGROUND -> {
                    System.arraycopy(frame.foreground(), row * frame.width() + left, scratch, left, right - left);
                    runs.values(left, right, scratch);
                }
                default -> {
                    for (int i = column; i < end; i++) {
                        mixed(matte, i, Math.max(left, grid.left(i)), Math.min(right, grid.left(i + 1)), scratch);
                    }
                    runs.values(left, right, scratch);
                }
            }
            column = end;
        }
    }

    private MatteGaps gaps(Matte matte) {
        MatteGaps known = gaps.get(matte);
        if (known == null) {
            throw new IllegalArgumentException("'" + matte.name() + "' is not among the mattes to be read");
        }
        return known;
    }

    private void mixed(Matte matte, int column, int from, int to, float[] into) {
        int gap = frame.gaps().row(row) * frame.gaps().width() + column;
        if (matte.of().isEmpty()) {
            Arrays.fill(into, from, to, 1);
        } else {
            total(matte.of().get(0), gap, from, to, into);
            for (int i = 1; i < matte.of().size(); i++) {
                total(matte.of().get(i), gap, from, to, sum);
                for (int x = from; x < to; x++) {
                    into[x] = Math.max(into[x], sum[x]);
                }
            }
            for (Matte.Labels taken : matte.without()) {
                total(taken, gap, from, to, sum);
                for (int x = from; x < to; x++) {
                    into[x] = Math.max(0, into[x] - sum[x]);
                }
            }
        }
        float[] foreground = frame.foreground();
        int at = row * frame.width();
        if (matte.person() > 0 && owners != null && frame.owners().count(gap) > 1) {
            float[] values = owners.values();
            int plane = matte.person() * frame.width();
            for (int x = from; x < to; x++) {
                into[x] *= values[plane + x] * foreground[at + x];
            }
        } else {
            for (int x = from; x < to; x++) {
                into[x] *= foreground[at + x];
            }
        }
    }

    private void total(Matte.Labels added, int gap, int from, int to, float[] into) {
        FrameShares shares = frame.layers().get(added.layer());
        int count = shares.count(gap);
        boolean first = true;
        for (int i = 0; i < count; i++) {
            int plane = shares.plane(gap, i);
            if (!added.has(plane)) {
                continue;
            }
            if (count == 1) {
                Arrays.fill(into, from, to, 1);
                return;
            }
            float[] values = layers[added.layer()].values();
            int at = plane * frame.width();
            if (first) {
                System.arraycopy(values, at + from, into, from, to - from);
                first = false;
            } else {
                for (int x = from; x < to; x++) {
                    into[x] += values[at + x];
                }
            }
        }
        if (first) {
            Arrays.fill(into, from, to, 0);
        }
    }
}
