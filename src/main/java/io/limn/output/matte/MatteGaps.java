package io.limn.output.matte;

/** What a matte is in each gap of a row of gaps, so that pixels are computed where it has an edge. For one thread. */
final class MatteGaps {
    /** 0 everywhere. */
    static final byte NONE = 0;
    /** 1 everywhere. */
    static final byte FULL = 1;
    /** What the foreground is. */
    static final byte FOREGROUND = 2;

    static final byte MIXED = 3;

    private final Matte matte;
    private final MatteFrame frame;
    private final byte[] states;
    private int row = -1;

    MatteGaps(Matte matte, MatteFrame frame) {
        this.matte = matte;
        this.frame = frame;
        states = new byte[frame.gaps().width()];
    }

    /** By column of gaps. */
    byte[] row(int wanted) {
        if (wanted != row) {
            row = wanted;
            for (int column = 0, gap = row * states.length; column < states.length; column++, gap++) {
                states[column] = state(gap);
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
        for (Matte.Labels labels : matte.of()) {
            byte share = share(labels, gap);
            most = share == FULL || most == FULL ? FULL : share == MIXED ? MIXED : most;
        }
        for (Matte.Labels taken : matte.without()) {
            byte share = share(taken, gap);
            most = share == FULL || most == NONE ? NONE : share == MIXED ? MIXED : most;
        }
        return most;
    }

    private byte share(Matte.Labels labels, int gap) {
        FrameShares shares = frame.layers().get(labels.layer());
        int count = shares.count(gap);
        if (count == 1) {
            return labels.has(shares.plane(gap, 0)) ? FULL : NONE;
        }
        int found = 0;
        for (int i = 0; i < count; i++) {
            found += labels.has(shares.plane(gap, i)) ? 1 : 0;
        }
        return found == 0 ? NONE : found == count ? FULL : MIXED;
    }
}
