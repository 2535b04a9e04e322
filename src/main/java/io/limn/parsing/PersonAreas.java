package io.limn.parsing;

import java.util.List;

/** The box and the number of pixels of each person, counted in a person map. */
public final class PersonAreas {
    private static final int IDS = 256;

    private final int[] left = new int[IDS];
    private final int[] top = new int[IDS];
    private final int[] right = new int[IDS];
    private final int[] bottom = new int[IDS];
    private final long[] pixels = new long[IDS];

    public PersonAreas(PersonMap map) {
        for (int y = 0, at = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++, at++) {
                int id = map.ids()[at] & 0xFF;
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

    /** Whether any pixel has this id, 1..255. */
    public boolean has(int id) {
        return pixels[id] > 0;
    }

    /** A person of the map, see {@link #has}, with the box and the pixels that were counted. */
    public Person person(int id, float score, List<Keypoint> keypoints) {
        Box box = new Box(left[id], top[id], right[id] - left[id] + 1, bottom[id] - top[id] + 1);
        return new Person(id, box, score, pixels[id], keypoints);
    }
}
