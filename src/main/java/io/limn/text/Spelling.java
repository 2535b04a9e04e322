package io.limn.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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

    /**
     * The known name of several words that this one misspells or, if it misspells none, that has most words in common with it; of several,
     * the one with the smallest edit distance.
     *
     * @param longest as in {@link #nearest}
     */
    public static Optional<String> nearestName(String name, Collection<String> known, int longest) {
        Optional<String> near = nearest(name, known, longest);
        if (name.length() > longest
                || near.filter(other -> distance(name, other) <= name.length() / 4)
                        .isPresent()) {
            return near;
        }
        Set<String> words = words(name);
        int most = known.stream().mapToInt(other -> common(words, other)).max().orElse(0);
        return nearest(
                name,
                known.stream().filter(other -> common(words, other) == most).toList(),
                longest);
    }

    private static int common(Set<String> words, String name) {
        Set<String> common = words(name);
        common.retainAll(words);
        return common.size();
    }

    private static Set<String> words(String name) {
        return new HashSet<>(Arrays.asList(name.split("[^A-Za-z0-9]+")));
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
