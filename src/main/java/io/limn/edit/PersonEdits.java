package io.limn.edit;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.Keypoint;
import io.limn.parsing.Person;
import java.util.List;

/** Edits of whole persons, which also move probabilities, so that soft edges are kept. */
final class PersonEdits {
    private final EditedFrame frame;

    PersonEdits(EditedFrame frame) {
        this.frame = frame;
    }

    /** Swaps left and right in every layer and in the names of joints. */
    void swapSides(int id) {
        for (int layer = 0; layer < frame.maps.size(); layer++) {
            int[] swapped = swapped(frame.labels.get(layer));
            byte[] map = frame.maps.get(layer);
            for (int at = 0; at < map.length; at++) {
                if ((frame.persons[at] & 0xFF) == id) {
                    map[at] = (byte) swapped[map[at] & 0xFF];
                }
            }
            if (frame.cells != null) {
                swap(frame.cells, frame.cells.layers.get(layer), swapped, id);
            }
        }
        frame.people.computeIfPresent(
                id,
                (same, person) -> new Person(
                        id,
                        person.box(),
                        person.score(),
                        person.pixels(),
                        person.keypoints().stream()
                                .map(joint ->
                                        new Keypoint(otherSide(joint.name()), joint.x(), joint.y(), joint.score()))
                                .toList()));
    }

    private static void swap(EditedCells cells, float[] planes, int[] swapped, int id) {
        for (int cell = 0; cell < cells.cells; cell++) {
            float share = cells.owners[id * cells.cells + cell];
            if (share <= 0) {
                continue;
            }
            for (int label = 0; label < swapped.length; label++) {
                if (swapped[label] > label) {
                    int left = label * cells.cells + cell;
                    int right = swapped[label] * cells.cells + cell;
                    float moved = share * (planes[right] - planes[left]);
                    planes[left] += moved;
                    planes[right] -= moved;
                }
            }
        }
    }

    private static int[] swapped(LabelSet labels) {
        int[] swapped = new int[labels.size()];
        for (int i = 0; i < swapped.length; i++) {
            swapped[i] = i;
        }
        for (LabelSet.Pair pair : labels.pairs()) {
            int left = id(labels, pair.left());
            int right = id(labels, pair.right());
            swapped[left] = right;
            swapped[right] = left;
        }
        return swapped;
    }

    private static int id(LabelSet labels, String name) {
        return labels.labels().stream()
                .filter(label -> label.name().equals(name))
                .mapToInt(Label::id)
                .findFirst()
                .orElseThrow();
    }

    private static String otherSide(String joint) {
        return joint.startsWith("left-")
                ? "right-" + joint.substring("left-".length())
                : joint.startsWith("right-") ? "left-" + joint.substring("right-".length()) : joint;
    }

    /** The part of a person that an area covers becomes another person. */
    void split(int id, int into, Area area) {
        Person person = frame.people.get(id);
        boolean any = false;
        for (int at = 0; at < frame.persons.length; at++) {
            if ((frame.persons[at] & 0xFF) == id && area.covers(at % frame.width, at / frame.width)) {
                frame.persons[at] = (byte) into;
                any = true;
            }
        }
        if (!any) {
            return;
        }
        if (frame.cells != null) {
            EditedCells cells = frame.cells;
            cells.covered(area, (cell, share) -> cells.move(cells.owners, id, into, cell, share));
            cells.touchAll();
        }
        frame.people.put(id, with(person, id, joints(person, area, false)));
        frame.people.put(into, with(person, into, joints(person, area, true)));
    }

    private static List<Keypoint> joints(Person person, Area area, boolean inside) {
        return person.keypoints().stream()
                .filter(joint -> area.covers((int) Math.floor(joint.x()), (int) Math.floor(joint.y())) == inside)
                .toList();
    }

    private static Person with(Person person, int id, List<Keypoint> joints) {
        return new Person(id, person.box(), person.score(), person.pixels(), joints);
    }

    /** The other person becomes a part of this one. */
    void merge(int id, int other) {
        for (int at = 0; at < frame.persons.length; at++) {
            if ((frame.persons[at] & 0xFF) == other) {
                frame.persons[at] = (byte) id;
            }
        }
        if (frame.cells != null) {
            EditedCells cells = frame.cells;
            for (int cell = 0; cell < cells.cells; cell++) {
                cells.move(cells.owners, other, id, cell, 1);
            }
            cells.touchAll();
        }
        frame.people.remove(other);
    }

    /** A person becomes background. */
    void delete(int id) {
        for (int at = 0; at < frame.persons.length; at++) {
            if ((frame.persons[at] & 0xFF) == id) {
                frame.persons[at] = 0;
                for (byte[] map : frame.maps) {
                    map[at] = 0;
                }
            }
        }
        frame.people.remove(id);
        if (frame.cells != null) {
            remove(frame.cells, id);
        }
    }

    private static void remove(EditedCells cells, int id) {
        for (int cell = 0; cell < cells.cells; cell++) {
            float share = cells.owners[id * cells.cells + cell];
            if (share <= 0) {
                continue;
            }
            for (float[] planes : cells.layers) {
                cells.give(planes, 0, cell, share);
            }
            cells.owners[id * cells.cells + cell] = 0;
            float rest = 1 - share;
            if (rest < 1e-4f) {
                cells.move(cells.owners, id, 0, cell, 1);
                cells.owners[cell] = 1;
            } else {
                for (int at = cell; at < cells.owners.length; at += cells.cells) {
                    cells.owners[at] /= rest;
                }
            }
            cells.touch(cell);
        }
    }
}
