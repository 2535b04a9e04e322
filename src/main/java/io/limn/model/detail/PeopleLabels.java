package io.limn.model.detail;

import io.limn.parsing.Parsing;

/** Finds the labels of the main layer that belong to persons: some networks also label things. */
final class PeopleLabels {
    private PeopleLabels() {}

    /** By label id; a label that doesn't occur in the parsing counts as a person's, except 0. */
    static boolean[] of(Parsing parsing) {
        long[] pixels = new long[256];
        long[] somebodys = new long[256];
        byte[] ids = parsing.main().ids();
        for (int i = 0; i < ids.length; i++) {
            pixels[ids[i] & 0xFF]++;
            somebodys[ids[i] & 0xFF] += parsing.personMap().ids()[i] == 0 ? 0 : 1;
        }
        boolean[] people = new boolean[256];
        for (int label = 1; label < people.length; label++) {
            people[label] = 2 * somebodys[label] >= pixels[label];
        }
        return people;
    }
}
