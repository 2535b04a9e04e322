package io.limn.output.matte;

import java.util.List;

/** Classifies a matte in each gap of a row of gaps, so that pixels are computed only at its edges. Not thread-safe. */
final class MatteGaps {
    /** 0 everywhere. */
    static final byte NONE = 0;
    /** 1 everywhere. */
    static final byte FULL = 1;
    /** Equal to the foreground. */
    static final byte FOREGROUND = 2;

    static final byte MIXED = 3;

    private final Matte matte;
    private final MatteFrame frame;
    private final byte[] states;
    /** For each entry of {@link Matte#of}, and of {@link Matte#without}, whether a label is in it. */
    private final boolean[][] of;

    private final boolean[][] without;
    private int row = -1;
    private int left;
    private int right;

    MatteGaps(Matte matte, MatteFrame frame) {
        this.matte = matte;
        this.frame = frame;
        states = new byte[frame.gaps().width()];
        of = masks(matte.of());
        without = masks(matte.without());
    }

    private boolean[][] masks(List<Matte.Labels> every) {
        boolean[][] masks = new boolean[every.size()][];
        for (int i = 0; i < masks.length; i++) {
            masks[i] = new boolean[frame.layers().get(every.get(i).layer()).planes()];
            for (int id : every.get(i).ids()) {
                masks[i][id] = true;
            }
        }
        return masks;
    }

    /**
     * The states of a row by column of gaps; valid from {@code first} to {@code last}, until the next call.
     *
     * @param first the first column needed
     * @param last the last one
     */
    byte[] row(int wanted, int first, int last) {
        if (wanted != row || first < left || last > right) {
            row = wanted;
            left = first;
            right = last;
            for (int column = first; column <= last; column++) {
                states[column] = state(row * states.length + column);
            }
        }
        return states;
    }

    private byte state(int gap) {
        byte foreground = frame.foregroundStates()[gap];
        if (foreground == GapStates.NONE) {
            return NONE;
        }
        byte share = person(gap);
        if (share != NONE && !matte.of().isEmpty()) {
            byte labels = labels(gap);
            share = labels == FULL ? share : labels;
        }
        return share == FULL ? foreground == GapStates.FULL ? FULL : FOREGROUND : share;
    }

    private byte person(int gap) {
        if (matte.person() == 0) {
            return FULL;
        }
        FrameShares owners = frame.owners();
        if (owners == null) {
            return matte.person() <= frame.parsing().persons().size() ? FULL : NONE;
        }
        int count = owners.count(gap);
        for (int i = 0; i < count; i++) {
            if (owners.plane(gap, i) == matte.person()) {
                return count == 1 ? FULL : MIXED;
            }
        }
        return NONE;
    }

    private byte labels(int gap) {
        byte most = NONE;
        for (int i = 0; i < of.length; i++) {
            byte share = share(matte.of().get(i).layer(), of[i], gap);
            most = share == FULL || most == FULL ? FULL : share == MIXED ? MIXED : most;
        }
        for (int i = 0; i < without.length; i++) {
            byte share = share(matte.without().get(i).layer(), without[i], gap);
            most = share == FULL || most == NONE ? NONE : share == MIXED ? MIXED : most;
        }
        return most;
    }

    private byte share(int layer, boolean[] mask, int gap) {
        FrameShares shares = frame.layers().get(layer);
        int count = shares.count(gap);
        if (count == 1) {
            return mask[shares.plane(gap, 0)] ? FULL : NONE;
        }
        int found = 0;
        for (int i = 0; i < count; i++) {
            found += mask[shares.plane(gap, i)] ? 1 : 0;
        }
        return found == 0 ? NONE : found == count ? FULL : MIXED;
    }
}
