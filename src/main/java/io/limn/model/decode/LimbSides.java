package io.limn.model.decode;

import io.limn.model.decode.LimbParts.Part;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds pieces of arms and legs on the wrong side, for example a right hand at the end of a left arm that has no hand of its own. Pieces of
 * one side that touch are a chain. A chain of hand or forearm, or of a foot, that continues a chain of the other side belongs to that one
 * if the network is surer of it in sum. Upper arms and legs keep their sides: changing them, too, made them worse.
 */
final class LimbSides {
    /** A part is there if it has this share of the cells of the part that it is compared with. */
    private static final double THERE = 0.5;
    /** The part nearest the trunk that may change, by limb: the forearm and the foot. */
    private static final int[] NEAREST = {1, 2};
    /** Chains change at most this many times. */
    private static final int ROUNDS = 6;
    /** With more pieces than people have, the answer is noise; memory and time would grow with their square. */
    private static final int MOST = 1000;

    private final LimbParts found;
    private final int count;
    private final boolean[] left;
    private final int[] chain;
    private final int[] cells;
    private final double[] evidence;

    private LimbSides(LimbParts found) {
        this.found = found;
        count = found.parts.size();
        left = new boolean[count];
        for (int i = 0; i < count; i++) {
            left[i] = found.parts.get(i).left();
        }
        chain = new int[count];
        cells = new int[count * LimbLabels.LEVELS];
        evidence = new double[count];
    }

    /** The parts whose side is wrong. */
    static BitSet wrong(LimbParts found) {
        BitSet wrong = new BitSet();
        if (found.parts.size() < 2 || found.parts.size() > MOST) {
            return wrong;
        }
        LimbSides sides = new LimbSides(found);
        int rounds = 0;
        while (rounds < ROUNDS && sides.turn()) {
            rounds++;
        }
        for (int i = 0; i < sides.count; i++) {
            wrong.set(i, sides.left[i] != found.parts.get(i).left());
        }
        return wrong;
    }

    /** Gives every chain that is on the wrong side to the other; false if there is none. */
    private boolean turn() {
        link();
        boolean any = false;
        BitSet turned = new BitSet();
        for (int i = 0; i < count; i++) {
            if (chain[i] == i) {
                int to = continued(i);
                if (to >= 0 && !turned.get(to)) {
                    turned.set(i);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            if (turned.get(chain[i])) {
                left[i] = !left[i];
                any = true;
            }
        }
        return any;
    }

    /** Joins touching parts of the same side into chains. */
    private void link() {
        Arrays.fill(chain, -1);
        Arrays.fill(cells, 0);
        Arrays.fill(evidence, 0);
        int[] stack = new int[count];
        for (int start = 0; start < count; start++) {
            if (chain[start] >= 0) {
                continue;
            }
            int top = 0;
            stack[top++] = start;
            chain[start] = start;
            while (top > 0) {
                int i = stack[--top];
                Part part = found.parts.get(i);
                cells[start * LimbLabels.LEVELS + part.level()] += part.cells();
                evidence[start] += part.left() == left[i] ? part.evidence() : -part.evidence();
                for (int j = 0; j < count; j++) {
                    if (chain[j] < 0 && left[i] == left[j] && found.contacts()[i][j] > 0) {
                        chain[j] = start;
                        stack[top++] = j;
                    }
                }
            }
        }
    }

    /** The surer chain of the other side that this one belongs to; -1 if none. */
    private int continued(int one) {
        int best = -1;
        for (int i = 0; i < count; i++) {
            for (int j = 0; chain[i] == one && j < count; j++) {
                boolean touches = left[i] != left[j] && found.contacts()[i][j] > 0;
                if (touches && belongs(i, j) && (best < 0 || evidence[chain[j]] > evidence[best])) {
                    best = chain[j];
                }
            }
        }
        return best;
    }

    /** Whether the chain of a part belongs to the chain of another part, which it touches: together they are one limb. */
    private boolean belongs(int part, int other) {
        int one = chain[part];
        int to = chain[other];
        if (evidence[one] >= evidence[to]) {
            return false;
        }
        int limb = found.parts.get(part).limb();
        for (int level = 0; level < LimbLabels.LEVELS; level++) {
            boolean stays = level < NEAREST[limb] && size(one, level) > 0;
            if (stays || large(one, to, level) && large(to, one, level)) {
                return false;
            }
        }
        int from = found.parts.get(part).level();
        int at = found.parts.get(other).level();
        if (!large(to, one, at)) {
            return false;
        }
        return large(one, to, from)
                ? Math.abs(from - at) == 1
                : from == at && (from > 0 && large(one, to, from - 1) || from < 2 && large(one, to, from + 1));
    }

    /** Whether a chain has a level, compared with another chain. */
    private boolean large(int one, int other, int level) {
        return size(one, level) > 0 && size(one, level) > THERE * size(other, level);
    }

    private int size(int of, int level) {
        return cells[of * LimbLabels.LEVELS + level];
    }
}
