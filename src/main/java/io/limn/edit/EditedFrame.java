package io.limn.edit;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.Coverage;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonAreas;
import io.limn.parsing.PersonMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A frame's parsing while it is edited: the maps, the persons, and the probabilities if there are any. Not thread-safe. */
final class EditedFrame {
    final int width;
    final int height;
    final List<LabelSet> labels = new ArrayList<>();
    /** By layer, the main one first. */
    final List<byte[]> maps = new ArrayList<>();

    final byte[] persons;
    /** The existing persons, by id; boxes and pixel counts are those before the edits. */
    final Map<Integer, Person> people = new TreeMap<>();
    /** Null if the parsing has no coverage. */
    final EditedCells cells;

    /** @param most the highest number of a person that the edits name */
    EditedFrame(Parsing parsing, int most) {
        width = parsing.width();
        height = parsing.height();
        for (LabelLayer layer : parsing.layers()) {
            labels.add(layer.labels());
            maps.add(layer.ids().clone());
        }
        persons = parsing.personMap().ids().clone();
        parsing.persons().forEach(person -> people.put(person.id(), person));
        int planes = 1
                + Math.max(
                        most, people.keySet().stream().mapToInt(id -> id).max().orElse(0));
        cells = parsing.coverage()
                .map(coverage -> new EditedCells(parsing, coverage, Math.max(2, planes)))
                .orElse(null);
    }

    byte[] main() {
        return maps.get(0);
    }

    /** The layer's index, -1 if there is none of this name. */
    int layer(String name) {
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The label's id, -1 if there is none of this name. */
    int label(int layer, String name) {
        return labels.get(layer).labels().stream()
                .filter(label -> label.name().equals(name))
                .mapToInt(Label::id)
                .findFirst()
                .orElse(-1);
    }

    boolean isIn(double[] point) {
        return point[0] >= 0 && point[1] >= 0 && point[0] < width && point[1] < height;
    }

    /** Returns the person, created without pixels if it doesn't exist. */
    Person begin(int id) {
        return people.computeIfAbsent(
                id, number -> new Person(number, new io.limn.parsing.Box(0, 0, 1, 1), 1, 0, List.of()));
    }

    /** The parsing after the edits; persons without pixels are removed. */
    Parsing parsing() {
        List<LabelLayer> layers = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            layers.add(new LabelLayer(labels.get(i), width, height, maps.get(i)));
        }
        Optional<Coverage> coverage = Optional.ofNullable(cells).map(EditedCells::coverage);
        PersonMap map = new PersonMap(width, height, persons);
        PersonAreas areas = new PersonAreas(map);
        List<Person> found = people.values().stream()
                .filter(person -> areas.has(person.id()))
                .map(person -> areas.person(person.id(), person.score(), person.keypoints()))
                .toList();
        return new Parsing(width, height, layers, map, found, coverage);
    }
}
