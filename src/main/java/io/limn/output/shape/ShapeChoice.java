package io.limn.output.shape;

import io.limn.output.matte.Matte;
import io.limn.output.matte.MatteBounds;
import io.limn.output.matte.MatteFrame;
import io.limn.output.matte.MatteNames;
import io.limn.parsing.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which mattes of a frame get outlines, and which limbs get centre lines.
 *
 * @param outlines in the order of the document
 * @param limbs those of one person each
 */
record ShapeChoice(List<Matte> outlines, List<LimbMatte> limbs) {
    private static final int MOST_PERSONS = 16;
    /** Of the frame: what is smaller has no outline where none is asked for. */
    private static final double SMALLEST = 2e-4;
    /** What each person's outlines are of, besides the whole. */
    private static final List<String> PARTS =
            List.of("head", "hair", "torso", "left-arm", "right-arm", "left-leg", "right-leg");

    /** A limb of a person. */
    record LimbMatte(Matte matte, Limb limb, Person person) {}

    /**
     * @param asked names of mattes; empty for persons, and each one's head, hair, torso, arms and legs as far as they are visible
     * @throws IllegalArgumentException where a name means nothing
     */
    static ShapeChoice of(List<String> asked, MatteNames names, MatteFrame frame, List<Person> persons) {
        return asked.isEmpty() ? visible(names, frame, persons) : named(asked, names, persons);
    }

    private static ShapeChoice visible(MatteNames names, MatteFrame frame, List<Person> persons) {
        List<Matte> outlines = new ArrayList<>();
        List<LimbMatte> limbs = new ArrayList<>();
        double least = SMALLEST * frame.width() * frame.height();
        for (Person person : persons.subList(0, Math.min(MOST_PERSONS, persons.size()))) {
            outlines.add(Matte.wholePerson(person.id()));
            for (String part : PARTS) {
                Optional<Matte> matte = names.byName(part).map(common -> common.ofPerson(person.id()));
                if (matte.isPresent() && MatteBounds.of(matte.get(), frame).area() > least) {
                    outlines.add(matte.get());
                    Limb.of(part).ifPresent(limb -> limbs.add(new LimbMatte(matte.get(), limb, person)));
                }
            }
        }
        return new ShapeChoice(outlines, limbs);
    }

    private static ShapeChoice named(List<String> asked, MatteNames names, List<Person> persons) {
        Set<Matte> outlines = new LinkedHashSet<>();
        Map<String, LimbMatte> limbs = new LinkedHashMap<>();
        for (String name : asked) {
            Matte matte = names.byName(name)
                    .orElseThrow(() -> new IllegalArgumentException("there is no matte '" + name + "'"));
            outlines.add(matte);
            Limb.of(name.substring(name.indexOf('/') + 1)).ifPresent(limb -> persons.stream()
                    .filter(person -> matte.person() == 0 || matte.person() == person.id())
                    .forEach(person -> {
                        Matte own = matte.person() == 0 ? matte.ofPerson(person.id()) : matte;
                        limbs.putIfAbsent(own.name(), new LimbMatte(own, limb, person));
                    }));
        }
        return new ShapeChoice(new ArrayList<>(outlines), new ArrayList<>(limbs.values()));
    }
}
