package io.limn.output.matte;

import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.parsing.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which mattes a frame gets. */
public final class MatteChoice {
    /** Files of one output and frame. */
    public static final int MOST = 64;

    private static final int MOST_PERSONS = 16;
    /** Of the frame: what is smaller has no matte where none is asked for. */
    private static final double SMALLEST = 2e-4;

    private MatteChoice() {}

    /**
     * @param names what was asked for, also where the frame has none of it; empty for what there is: persons, groups and the main layer's
     *     labels
     * @throws IllegalArgumentException where a name means nothing
     */
    public static List<Matte> of(List<String> names, List<LabelSet> layers, Groups groups, MatteFrame frame) {
        MatteNames known = new MatteNames(layers, groups);
        if (!names.isEmpty()) {
            return named(names, known);
        }
        List<Matte> there = new ArrayList<>();
        frame.parsing().persons().stream()
                .map(Person::id)
                .limit(MOST_PERSONS)
                .forEach(id -> there.add(Matte.wholePerson(id)));
        double least = SMALLEST * frame.width() * frame.height();
        known.common().stream()
                .filter(matte -> MatteBounds.of(matte, frame).area() > least)
                .limit(MOST - there.size())
                .forEach(there::add);
        return there;
    }

    /**
     * The same for every frame of a shot, whatever it shows.
     *
     * @param names what was asked for; empty for everybody, persons, groups and the main layer's labels
     * @param persons how many
     * @throws IllegalArgumentException where a name means nothing
     */
    public static List<Matte> ofAnyFrame(List<String> names, List<LabelSet> layers, Groups groups, int persons) {
        MatteNames known = new MatteNames(layers, groups);
        if (!names.isEmpty()) {
            return named(names, known);
        }
        List<Matte> all = new ArrayList<>();
        for (int id = 0; id <= persons; id++) {
            all.add(Matte.wholePerson(id));
        }
        all.addAll(known.common());
        return all;
    }

    private static List<Matte> named(List<String> names, MatteNames known) {
        Map<String, Matte> chosen = new LinkedHashMap<>();
        for (String name : names) {
            Matte matte = known.byName(name)
                    .orElseThrow(() -> new IllegalArgumentException("there is no matte '" + name + "'"));
            chosen.put(matte.name(), matte);
        }
        return new ArrayList<>(chosen.values());
    }
}
