package io.limn.edit;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A label of the main layer that is a part of the body, or is worn on just one, and the labels of {@code anatomy} that may lie there. Labels
 * that aren't listed here, most clothes among them, lie on anything. Models without such labels have no limbs, only sides.
 *
 * @param part label of the main layer
 * @param skin whether it is the body itself and not something worn
 * @param anatomy the likeliest first
 */
record Limb(String part, boolean skin, List<String> anatomy) {
    private static final List<Limb> ALL = List.of(
            new Limb("left-arm", true, List.of("left-lower-arm", "left-upper-arm", "left-hand")),
            new Limb("right-arm", true, List.of("right-lower-arm", "right-upper-arm", "right-hand")),
            new Limb("left-leg", true, List.of("left-lower-leg", "left-upper-leg", "left-foot")),
            new Limb("right-leg", true, List.of("right-lower-leg", "right-upper-leg", "right-foot")),
            new Limb("left-shoe", false, List.of("left-foot", "left-lower-leg")),
            new Limb("right-shoe", false, List.of("right-foot", "right-lower-leg")),
            new Limb("face", true, List.of("left-face", "right-face")),
            new Limb("torso-skin", true, List.of("torso-front", "torso-back")));

    private static Optional<Limb> of(String part) {
        return ALL.stream().filter(limb -> limb.part.equals(part)).findFirst();
    }

    /**
     * What becomes of each id of anatomy where a part was painted.
     *
     * @param counts how many of the painted pixels have each id of anatomy
     * @return by id; null where nothing changes
     */
    static int[] anatomyFor(LabelSet parts, int part, LabelSet anatomy, int[] counts) {
        int[] mirrored = mirrored(anatomy);
        String name = parts.labels().get(part).name();
        Optional<Limb> limb = of(name);
        int[] allowed = limb.map(one -> ids(anatomy, one.anatomy)).orElse(new int[0]);
        if (allowed.length == 0) {
            return sided(parts, name, anatomy, mirrored);
        }
        int most = allowed[0];
        for (int id : allowed) {
            most = count(counts, mirrored, id) > count(counts, mirrored, most) ? id : most;
        }
        int[] table = new int[256];
        for (int id = 0; id < table.length; id++) {
            table[id] = has(allowed, id) ? id : has(allowed, mirrored[id]) ? mirrored[id] : most;
        }
        return table;
    }

    private static int count(int[] counts, int[] mirrored, int id) {
        return counts[id] + (mirrored[id] == id ? 0 : counts[mirrored[id]]);
    }

    /** What becomes of each part where anatomy was painted: {@code null} where nothing does. */
    static int[] partsFor(LabelSet anatomy, int painted, LabelSet parts) {
        int[] mirrored = mirrored(parts);
        String name = anatomy.labels().get(painted).name();
        int[] table = sided(anatomy, name, parts, mirrored);
        table = table == null ? identity() : table;
        int skin = ALL.stream()
                .filter(limb -> limb.skin && limb.anatomy.contains(name))
                .flatMap(limb -> parts.byName(limb.part).stream())
                .mapToInt(Label::id)
                .findFirst()
                .orElse(-1);
        for (Label label : parts.labels()) {
            Optional<Limb> limb = of(parts.labels().get(table[label.id()]).name());
            if (skin >= 0 && limb.isPresent() && !limb.get().anatomy.contains(name)) {
                table[label.id()] = skin;
            }
        }
        return table;
    }

    /** The other side's ids become those of the painted label's side; null for a label without a side. */
    private static int[] sided(LabelSet painted, String name, LabelSet other, int[] mirrored) {
        boolean left = painted.pairs().stream().anyMatch(pair -> pair.left().equals(name));
        boolean right = painted.pairs().stream().anyMatch(pair -> pair.right().equals(name));
        if (left == right) {
            return null;
        }
        int[] table = identity();
        for (LabelSet.Pair pair : other.pairs()) {
            int wrong = id(other, left ? pair.right() : pair.left());
            table[wrong] = mirrored[wrong];
        }
        return table;
    }

    private static int[] ids(LabelSet labels, List<String> names) {
        return names.stream().mapToInt(name -> id(labels, name)).filter(id -> id > 0).toArray();
    }

    private static int id(LabelSet labels, String name) {
        return labels.byName(name).map(Label::id).orElse(-1);
    }

    private static boolean has(int[] ids, int id) {
        return Arrays.stream(ids).anyMatch(one -> one == id);
    }

    private static int[] identity() {
        int[] table = new int[256];
        Arrays.setAll(table, id -> id);
        return table;
    }

    /** Each id's other side; itself without one. */
    private static int[] mirrored(LabelSet labels) {
        int[] table = identity();
        for (LabelSet.Pair pair : labels.pairs()) {
            table[id(labels, pair.left())] = id(labels, pair.right());
            table[id(labels, pair.right())] = id(labels, pair.left());
        }
        return table;
    }
}
