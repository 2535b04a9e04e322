package io.limn.shot.temporal;

import io.limn.parsing.Parsing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which labels of the main layer belong to persons: learnt from the frames' own person maps, since some networks also label things. A
 * label that has not been seen yet counts as a person's, except 0.
 */
final class PeopleLabels {
    private final long[] pixels = new long[256];
    private final long[] somebodys = new long[256];

    void learn(Parsing parsing) {
        byte[] ids = parsing.main().ids();
        byte[] persons = parsing.personMap().ids();
        for (int i = 0; i < ids.length; i++) {
            int label = ids[i] & 0xFF;
            pixels[label]++;
            somebodys[label] += persons[i] == 0 ? 0 : 1;
        }
    }

    boolean is(int label) {
        return label != 0 && 2 * somebodys[label] >= pixels[label];
    }

    boolean[] of(int labels) {
        boolean[] people = new boolean[Math.max(256, labels)];
        for (int label = 0; label < people.length && label < 256; label++) {
            people[label] = is(label);
        }
        return people;
    }

    void copyFrom(PeopleLabels other) {
        System.arraycopy(other.pixels, 0, pixels, 0, pixels.length);
        System.arraycopy(other.somebodys, 0, somebodys, 0, somebodys.length);
    }

    void write(DataOutput out) throws IOException {
        for (int i = 0; i < pixels.length; i++) {
            out.writeLong(pixels[i]);
            out.writeLong(somebodys[i]);
        }
    }

    static PeopleLabels read(DataInput in) throws IOException {
        PeopleLabels labels = new PeopleLabels();
        for (int i = 0; i < labels.pixels.length; i++) {
            labels.pixels[i] = in.readLong();
            labels.somebodys[i] = in.readLong();
        }
        return labels;
    }
}
