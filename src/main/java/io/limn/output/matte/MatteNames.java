package io.limn.output.matte;

import io.limn.label.Group;
import io.limn.label.Groups;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mattes that can be requested by name with a model: {@code person}, {@code person-1}, a group, a label, or a group or label of one
 * person, {@code person-1/left-arm}. A group takes precedence over a label with the same name: {@code left-arm} is the limb, with or without
 * a sleeve.
 */
public final class MatteNames {
    private static final Pattern PERSON = Pattern.compile("person-([1-9]\\d{0,2})(?:/(.+))?");
    private static final int MOST_PERSONS = 255;

    private final Map<String, Matte> everybodys = new LinkedHashMap<>();
    private final int drawn;

    /** @param layers of the model, the main one first */
    public MatteNames(List<LabelSet> layers, Groups known) {
        for (Group group : known.of(layers)) {
            everybodys.put(
                    group.name(),
                    new Matte(group.name(), 0, labels(layers, group.of()), labels(layers, group.without())));
        }
        int main = 0;
        for (int i = 0; i < layers.size(); i++) {
            for (Label label : layers.get(i).labels()) {
                if (label.id() != 0 && !known.names(label.name())) {
                    everybodys.putIfAbsent(
                            label.name(),
                            new Matte(
                                    label.name(), 0, List.of(new Matte.Labels(i, new int[] {label.id()})), List.of()));
                }
            }
            main = i == 0 ? everybodys.size() : main;
        }
        drawn = main;
    }

    private static List<Matte.Labels> labels(List<LabelSet> layers, List<Group.Member> members) {
        List<Matte.Labels> found = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            LabelSet layer = layers.get(i);
            int[] ids = members.stream()
                    .filter(member -> member.layer().equals(layer.name()))
                    .flatMap(member -> layer.byName(member.label()).stream())
                    .mapToInt(Label::id)
                    .distinct()
                    .toArray();
            if (ids.length > 0) {
                found.add(new Matte.Labels(i, ids));
            }
        }
        return found;
    }

    /** Groups and labels, without persons. */
    public Set<String> names() {
        return everybodys.keySet();
    }

    /** The groups, and the labels of the main layer: the default if no names are given. */
    List<Matte> common() {
        return List.copyOf(everybodys.values()).subList(0, drawn);
    }

    /** The matte with this name; empty if the model has none. */
    public Optional<Matte> byName(String name) {
        if (name.equals("person")) {
            return Optional.of(Matte.wholePerson(0));
        }
        Matcher person = PERSON.matcher(name);
        if (!person.matches()) {
            return Optional.ofNullable(everybodys.get(name));
        }
        int id = Integer.parseInt(person.group(1));
        if (id > MOST_PERSONS) {
            return Optional.empty();
        }
        return person.group(2) == null
                ? Optional.of(Matte.wholePerson(id))
                : Optional.ofNullable(everybodys.get(person.group(2))).map(matte -> matte.ofPerson(id));
    }
}
