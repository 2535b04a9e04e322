package io.limn.model.detail;

import io.limn.parsing.Box;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import java.util.List;

/** Persons with boxes and areas as a map has them. */
final class PersonBoxes {
    private PersonBoxes() {}

    /** @param persons who is in the map; who has no pixel keeps the box */
    static List<Person> of(PersonMap map, List<Person> persons) {
        int[][] edges = new int[256][];
        long[] pixels = new long[256];
        for (int y = 0, i = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++, i++) {
                int id = map.ids()[i] & 0xFF;
                if (id == 0) {
                    continue;
                }
                if (pixels[id]++ == 0) {
                    edges[id] = new int[] {x, y, x, y};
                }
                edges[id][0] = Math.min(edges[id][0], x);
                edges[id][2] = Math.max(edges[id][2], x);
                edges[id][3] = y;
            }
        }
        return persons.stream()
                .map(one -> new Person(
                        one.id(),
                        edges[one.id()] == null ? one.box() : box(edges[one.id()]),
                        one.score(),
                        pixels[one.id()],
                        one.keypoints()))
                .toList();
    }

    private static Box box(int[] edges) {
        return new Box(edges[0], edges[1], edges[2] - edges[0] + 1, edges[3] - edges[1] + 1);
    }
}
