package io.limn.cli.eval.shot;

import java.util.HashMap;
import java.util.Map;

/** Counts how often a true person's number changes. Changes after full occlusion are counted separately. */
final class IdSwitches {
    /** A person smaller than this share of the frame counts as hidden. */
    private static final double HIDDEN = 5e-4;

    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<Integer, Boolean> hiddenSince = new HashMap<>();
    private int switches;
    private int afterOcclusion;

    void add(byte[] truth, byte[] found) {
        int[][] shared = new int[256][256];
        int[] sizes = new int[256];
        for (int i = 0; i < truth.length; i++) {
            shared[truth[i] & 0xFF][found[i] & 0xFF]++;
            sizes[truth[i] & 0xFF]++;
        }
        for (int person = 1; person < 256; person++) {
            if (sizes[person] < HIDDEN * truth.length) {
                if (numbers.containsKey(person)) {
                    hiddenSince.put(person, true);
                }
                continue;
            }
            int best = 1;
            for (int number = 1; number < 256; number++) {
                best = shared[person][number] > shared[person][best] ? number : best;
            }
            if (2 * shared[person][best] < sizes[person]) {
                continue; // not found, or split into several persons
            }
            Integer before = numbers.put(person, best);
            boolean hidden = hiddenSince.getOrDefault(person, false);
            hiddenSince.put(person, false);
            if (before != null && before != best) {
                switches += hidden ? 0 : 1;
                afterOcclusion += hidden ? 1 : 0;
            }
        }
    }

    int count() {
        return switches;
    }

    int afterOcclusion() {
        return afterOcclusion;
    }
}
