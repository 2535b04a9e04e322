package io.limn.output.cryptomatte;

import io.limn.label.Groups;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.output.matte.Matte;
import io.limn.output.matte.MatteNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The Cryptomatte layers of a model: one a label layer, {@code limbs} with whole limbs of {@code anatomy}, and {@code people}. An object
 * has the name of the matte that it is.
 */
public final class CryptoLayers {
    private static final String LIMBS = "limbs";
    private static final String PEOPLE = "people";

    private final List<LabelSet> sets;
    private final MatteNames known;
    private final List<Matte> everybodys;

    private CryptoLayers(List<LabelSet> sets, Groups groups) {
        this.sets = sets;
        known = new MatteNames(sets, groups);
        everybodys = known.names().stream()
                .map(name -> known.byName(name).orElseThrow())
                .toList();
    }

    /**
     * @param sets of the model, the main one first
     * @param persons how many objects {@code people} has
     */
    public static List<CryptoLayer> of(List<LabelSet> sets, Groups groups, int persons) {
        return new CryptoLayers(sets, groups).all(persons);
    }

    private List<CryptoLayer> all(int persons) {
        List<CryptoLayer> layers = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            int layer = i;
            layers.add(new CryptoLayer(
                    sets.get(i).name(),
                    sets.get(i).labels().stream()
                            .filter(label -> label.id() != 0)
                            .map(label -> object(layer, label))
                            .toList()));
        }
        for (int i = 1; i < sets.size(); i++) {
            List<Matte> limbs = limbs(i);
            if (limbs.stream().anyMatch(limb -> limb.of().get(0).ids().length > 1)) {
                layers.add(new CryptoLayer(i == 1 ? LIMBS : LIMBS + i, limbs));
            }
        }
        layers.add(new CryptoLayer(
                PEOPLE,
                IntStream.rangeClosed(1, persons).mapToObj(Matte::wholePerson).toList()));
        return layers;
    }

    /** A label by the name that its matte has: a group's where a label of its name would be something else. */
    private Matte object(int layer, Label label) {
        int[] ids = {label.id()};
        String name = everybodys.stream()
                .filter(matte -> isOf(matte, layer, ids))
                .map(Matte::name)
                .min((a, b) -> Boolean.compare(!a.equals(label.name()), !b.equals(label.name())))
                .orElse(sets.get(layer).name() + ":" + label.name());
        return new Matte(name, 0, List.of(new Matte.Labels(layer, ids)), List.of());
    }

    private static boolean isOf(Matte matte, int layer, int[] ids) {
        return matte.without().isEmpty()
                && matte.of().size() == 1
                && matte.of().get(0).layer() == layer
                && Arrays.equals(matte.of().get(0).ids(), ids);
    }

    /** The groups of this layer's labels alone, each of labels that none before has; then the labels that are in none. */
    private List<Matte> limbs(int layer) {
        Set<Integer> taken = new HashSet<>();
        List<Matte> limbs = new ArrayList<>();
        for (Matte matte : everybodys) {
            boolean whole = matte.without().isEmpty()
                    && matte.of().size() == 1
                    && matte.of().get(0).layer() == layer
                    && matte.of().get(0).ids().length > 1;
            if (whole && Arrays.stream(matte.of().get(0).ids()).noneMatch(taken::contains)) {
                limbs.add(matte);
                Arrays.stream(matte.of().get(0).ids()).forEach(taken::add);
            }
        }
        sets.get(layer).labels().stream()
                .filter(label -> label.id() != 0 && !taken.contains(label.id()))
                .forEach(label -> limbs.add(object(layer, label)));
        return limbs;
    }
}
