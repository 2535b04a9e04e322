package io.limn.edit;

import io.limn.parsing.Box;
import io.limn.parsing.Person;
import java.util.List;

/** Boxes and areas of persons, counted anew in their map. */
final class Extents {
    private final EditedFrame frame;
    private final int[] left = new int[256];
    private final int[] top = new int[256];
    private final int[] right = new int[256];
    private final int[] bottom = new int[256];
    private final long[] pixels = new long[256];

    Extents(EditedFrame frame) {
        this.frame = frame;
        for (int y = 0, at = 0; y < frame.height; y++) {
            for (int x = 0; x < frame.width; x++, at++) {
                int id = frame.persons[at] & 0xFF;
                if (id == 0) {
                    continue;
                }
                if (pixels[id]++ == 0) {
                    left[id] = x;
                    right[id] = x;
                    top[id] = y;
                }
                left[id] = Math.min(left[id], x);
                right[id] = Math.max(right[id], x);
                bottom[id] = y;
            }
        }
    }

    /** By id. */
    List<Person> persons() {
        return frame.people.values().stream()
                .filter(person -> pixels[person.id()] > 0)
                .map(this::counted)
                .toList();
    }

    private Person counted(Person person) {
        int id = person.id();
        Box box = new Box(left[id], top[id], right[id] - left[id] + 1, bottom[id] - top[id] + 1);
        return new Person(id, box, person.score(), pixels[id], person.keypoints());
    }
}
