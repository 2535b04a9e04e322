package io.limn.model.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The connected pieces of limb labels, each of one person, and where they touch. */
final class LimbParts {
    /**
     * A connected piece of one label.
     *
     * @param evidence sum over its cells of how much more probable its own side is than the other, 0..1 each
     */
    record Part(int person, int limb, int level, boolean left, int cells, double evidence) {
        /** Whether both are of the same person's arms, or of the same person's legs. */
        boolean alike(Part other) {
            return person == other.person && limb == other.limb;
        }
    }

    /** How much more probable the label of a cell is than its counterpart on the other side, 0..1. */
    interface Lead {
        double of(int cell);
    }

    final List<Part> parts = new ArrayList<>();
    /** The part of each cell; -1 for none. */
    final int[] of;

    private final byte[] persons;
    private final int width;
    private final int[] queue;
    private int[][] contacts;

    /** Memory for the cells of a frame, to be used again for the next. */
    record Memory(int[] of, int[] queue) {
        Memory(int cells) {
            this(new int[cells], new int[cells]);
        }
    }

    /**
     * @param winners the label of each cell
     * @param persons the person of each cell
     * @param memory for as many cells
     */
    LimbParts(byte[] winners, byte[] persons, int width, LimbLabels labels, Lead lead, Memory memory) {
        this.width = width;
        this.persons = persons;
        of = memory.of();
        queue = memory.queue();
        Arrays.fill(of, -1);
        for (int cell = 0; cell < winners.length; cell++) {
            int label = winners[cell] & 0xFF;
            if (labels.limb()[label] >= 0 && of[cell] < 0) {
                int size = flood(winners, persons, cell);
                double evidence = 0;
                for (int i = 0; i < size; i++) {
                    evidence += lead.of(queue[i]);
                }
                parts.add(new Part(
                        persons[cell] & 0xFF,
                        labels.limb()[label],
                        labels.level()[label],
                        labels.left()[label],
                        size,
                        evidence));
            }
        }
    }

    private int flood(byte[] winners, byte[] persons, int seed) {
        int tail = 0;
        queue[tail++] = seed;
        of[seed] = parts.size();
        for (int head = 0; head < tail; head++) {
            int x = queue[head] % width;
            int y = queue[head] / width;
            for (int v = Math.max(0, y - 1); v <= Math.min(winners.length / width - 1, y + 1); v++) {
                for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
                    int cell = v * width + u;
                    if (of[cell] < 0 && winners[cell] == winners[seed] && persons[cell] == persons[seed]) {
                        of[cell] = parts.size();
                        queue[tail++] = cell;
                    }
                }
            }
        }
        return tail;
    }

    /** The cells of a part, and those near it that are of no other part of the same limb, or of another person. */
    BitSet around(int part, int steps) {
        BitSet cells = new BitSet();
        for (int cell = 0; cell < of.length; cell++) {
            if (of[cell] == part) {
                int x = cell % width;
                int y = cell / width;
                for (int v = Math.max(0, y - steps); v <= Math.min(of.length / width - 1, y + steps); v++) {
                    for (int u = Math.max(0, x - steps); u <= Math.min(width - 1, x + steps); u++) {
                        int near = v * width + u;
                        if (of[near] == part
                                || persons[near] == persons[cell]
                                        && (of[near] < 0 || !parts.get(of[near]).alike(parts.get(part)))) {
                            cells.set(near);
                        }
                    }
                }
            }
        }
        return cells;
    }

    /** By part, by other part of the same person's arms or legs: how many pairs of neighbouring cells they share. */
    int[][] contacts() {
        if (contacts == null) {
            contacts = new int[parts.size()][parts.size()];
            for (int cell = 0; cell < of.length; cell++) {
                if (of[cell] >= 0) {
                    int x = cell % width;
                    touch(cell, cell + 1, x < width - 1);
                    touch(cell, cell + width, true);
                    touch(cell, cell + width + 1, x < width - 1);
                    touch(cell, cell + width - 1, x > 0);
                }
            }
        }
        return contacts;
    }

    private void touch(int cell, int other, boolean there) {
        if (!there || other >= of.length || of[other] < 0 || of[other] == of[cell]) {
            return;
        }
        if (parts.get(of[cell]).alike(parts.get(of[other]))) {
            contacts[of[cell]][of[other]]++;
            contacts[of[other]][of[cell]]++;
        }
    }
}
