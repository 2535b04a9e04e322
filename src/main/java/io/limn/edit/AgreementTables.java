package io.limn.edit;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import java.util.Arrays;
import java.util.Optional;

/** Tables that map each id of one label layer where the other one was painted; null if nothing changes. */
final class AgreementTables {
    private AgreementTables() {}

    /** @param counts how many of the painted pixels have each id of anatomy */
    static int[] anatomy(LabelSet parts, int part, LabelSet anatomy, int[] counts) {
        String name = parts.labels().get(part).name();
        int[] allowed = Limb.of(name).map(limb -> limb.ids(anatomy)).orElse(new int[0]);
        if (allowed.length == 0) {
            return Sides.follow(parts, name, anatomy);
        }
        int[] mirrored = Sides.mirrored(anatomy);
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

    private static boolean has(int[] ids, int id) {
        return Arrays.stream(ids).anyMatch(one -> one == id);
    }

    static int[] parts(LabelSet anatomy, int painted, LabelSet parts) {
        String name = anatomy.labels().get(painted).name();
        int[] table = Optional.ofNullable(Sides.follow(anatomy, name, parts)).orElseGet(Sides::identity);
        int skin = Limb.skinOf(name, parts);
        for (Label label : parts.labels()) {
            Optional<Limb> limb = Limb.of(parts.labels().get(table[label.id()]).name());
            if (skin >= 0 && limb.isPresent() && !limb.get().anatomy().contains(name)) {
                table[label.id()] = skin;
            }
        }
        return table;
    }
}
