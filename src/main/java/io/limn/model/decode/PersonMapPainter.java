package io.limn.model.decode;

import io.limn.parsing.Box;
import io.limn.parsing.Mask;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Paints the person map: persons by rising score, then every labelled pixel for the person that its part belongs to. Ids are numbered by
 * falling size.
 */
final class PersonMapPainter {
    private final byte[] map;
    private final int width;

    final PersonMap personMap;
    final List<Person> persons = new ArrayList<>();

    /** The person's id by its index in the list, from 1; 0 if it has no pixels. */
    final int[] ids;

    /**
     * @param found persons by falling score
     * @param parts the label map with the instances behind it
     * @param owners by instance of the label map, from 1: the index of its person in {@code found}, from 1, or 0
     */
    PersonMapPainter(int width, int height, List<Instance> found, LabelPainter parts, int[] owners) {
        this.width = width;
        map = new byte[Math.multiplyExact(width, height)];
        ids = new int[found.size() + 1];
        for (int place = found.size(); place > 0; place--) {
            paint(found.get(place - 1).mask(), (byte) place);
        }
        for (int i = 0; i < map.length; i++) {
            int owner = parts.ids[i] == 0 ? 0 : owners[(parts.numbers[i] & 0xFF) - 1];
            map[i] = owner == 0 ? map[i] : (byte) owner;
        }
        number(found);
        personMap = new PersonMap(width, height, map);
    }

    private void paint(Mask mask, byte place) {
        Box box = mask.bounds();
        for (int y = box.top(); y < box.top() + box.height(); y++) {
            for (int column = box.left() / 64; column <= (box.left() + box.width() - 1) / 64; column++) {
                int start = y * width + column * 64;
                for (long word = mask.word(column, y); word != 0; word &= word - 1) {
                    map[start + Long.numberOfTrailingZeros(word)] = place;
                }
            }
        }
    }

    private void number(List<Instance> found) {
        RegionStats stats = new RegionStats(map, width);
        IntStream.rangeClosed(1, found.size())
                .filter(place -> stats.pixels(place) > 0)
                .boxed()
                .sorted(Comparator.comparingLong(stats::pixels).reversed())
                .forEach(place -> {
                    ids[place] = persons.size() + 1;
                    float score = found.get(place - 1).score();
                    persons.add(new Person(ids[place], stats.box(place), score, stats.pixels(place), List.of()));
                });
        for (int i = 0; i < map.length; i++) {
            map[i] = (byte) ids[map[i] & 0xFF];
        }
    }
}
