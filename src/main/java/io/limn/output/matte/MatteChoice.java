package io.limn.output.matte;

import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.parsing.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses the mattes of a frame. */
public final class MatteChoice {
    /** The most files of one output for one frame. */
    public static final int MOST = 64;

    private static final int MOST_PERSONS = 16;
    /** If no names are given, mattes smaller than this share of the frame are left out. */
    private static final double SMALLEST = 2e-4;

    private MatteChoice() {}

    /**
     * The mattes of one frame.
     *
     * @param names requested mattes, returned even if the frame has nothing of them; empty for those present: persons, groups and the main
     *     layer's labels
     * @throws IllegalArgumentException if a name is unknown
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
     * The mattes of every frame of a shot, independent of what a frame shows.
     *
     * @param names requested mattes; empty for all people together, each person, groups and the main layer's labels
     * @param persons number of persons
     * @throws IllegalArgumentException if a name is unknown
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
