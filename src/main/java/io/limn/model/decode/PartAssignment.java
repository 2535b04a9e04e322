package io.limn.model.decode;

import java.util.ArrayList;
import java.util.List;

/** Removes duplicate persons, and assigns parts to persons. */
final class PartAssignment {
    /** The most persons an 8-bit map can hold. */
    private static final int MOST = 255;

    /** Two masks with an IoU above this are the same person. */
    private static final double SAME = 0.9;

    private PartAssignment() {}

    /** The persons without duplicates, by falling score. */
    static List<Instance> distinct(List<Instance> persons) {
        List<Instance> distinct = new ArrayList<>();
        for (Instance person : persons) {
            if (distinct.size() < MOST && distinct.stream().noneMatch(other -> same(person, other))) {
                distinct.add(person);
            }
        }
        return distinct;
    }

    private static boolean same(Instance a, Instance b) {
        long common = a.mask().common(b.mask());
        return common > SAME * (a.mask().area() + b.mask().area() - common);
    }

    /** For each part, the index in {@code persons}, from 1, of the person that covers most of it; 0 if none overlaps it. */
    static int[] of(List<Instance> parts, List<Instance> persons) {
        int[] owners = new int[parts.size()];
        for (int i = 0; i < owners.length; i++) {
            long most = 0;
            for (int j = 0; j < persons.size(); j++) {
                long common = parts.get(i).mask().common(persons.get(j).mask());
                if (common > most) {
                    most = common;
                    owners[i] = j + 1;
                }
            }
        }
        return owners;
    }
}
