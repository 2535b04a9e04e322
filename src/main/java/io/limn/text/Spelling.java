package io.limn.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word nearest to a misspelled one. */
public final class Spelling {
    private static final int LONGEST_SLIP = 64;

    private Spelling() {}

    /**
     * The known word with the smallest edit distance; of several, the first alphabetically.
     *
     * @param longest a longer word is not compared, and the first known word is returned
     */
    public static Optional<String> nearest(String word, Collection<String> known, int longest) {
        return word.length() > longest
                ? known.stream().findFirst()
                : known.stream()
                        .min(Comparator.<String>comparingInt(other -> distance(word, other))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** The known word that this one misspells: at most one letter in three is wrong, but one always may be. */
    public static Optional<String> slip(String word, Collection<String> known) {
        int most = Math.max(1, word.length() / 3);
        return nearest(word, known, LONGEST_SLIP).filter(near -> distance(word, near) <= most);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
            }
            before = row;
        }
        return before[b.length()];
    }
}
