package io.limn.parsing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a network sees: the frame as a whole, or also crops around persons. */
public enum Detail {
    FRAME,
    /** As {@link #PERSONS} where the frame shows most of its people small, else as {@link #FRAME}. */
    AUTO,
    /** Another pass over a crop of each person: finer edges and hands in large frames, parts of small people in crowds. */
    PERSONS;

    /** The words of all, as options and configuration write them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Detail::toString).toList();
    }

    /** By its word, in any case. */
    public static Optional<Detail> byWord(String word) {
        return Arrays.stream(values())
                .filter(detail -> detail.toString().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** As configuration writes it. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
