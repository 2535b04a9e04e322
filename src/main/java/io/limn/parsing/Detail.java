package io.limn.parsing;

import java.util.Locale;

/** What a network sees: the frame as a whole, or each person's surroundings besides. */
public enum Detail {
    FRAME,
    /** Another pass over a crop of each person: finer edges and hands in large frames, parts of small people in crowds. */
    PERSONS;

    /** As configuration writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
