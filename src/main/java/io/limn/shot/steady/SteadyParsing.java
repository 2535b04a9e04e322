package io.limn.shot.steady;

import io.limn.parsing.Box;
import io.limn.parsing.CellMap;
import io.limn.parsing.Coverage;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import io.limn.parsing.ProbabilityMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parsing made of steadied cells: maps at the frame's size, persons by their numbers in the shot, and the coverage behind them. */
final class SteadyParsing {
    private SteadyParsing() {}

    /**
     * @param people by label id of the main layer, whether it is a person's
     * @param details by number in the shot, for those found in this frame
     */
    static Parsing of(FrameCells cells, boolean[] people, Map<Integer, PersonDetail> details) {
        List<LabelLayer> layers = new ArrayList<>();
        Map<String, ProbabilityMap> maps = new LinkedHashMap<>();
        for (int i = 0; i < cells.layers().size(); i++) {
            int planes = cells.labels().get(i).size();
            CellMap map = map(cells, cells.layers().get(i).values(), planes);
            maps.put(cells.labels().get(i).name(), map);
            layers.add(new LabelLayer(cells.labels().get(i), cells.width(), cells.height(), map.winners()));
        }
        CellPlanes who = cells.persons();
        CellMap owners = map(cells, owners(who.values(), who.planes(), who.cells()), who.planes());
        byte[] ids = owners.winners();
        byte[] main = layers.get(0).ids();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = people[main[i] & 0xFF] ? ids[i] : 0;
        }
        Coverage coverage = new Coverage(maps, map(cells, who.values(), who.planes()), owners, List.of());
        return new Parsing(
                cells.width(),
                cells.height(),
                layers,
                new PersonMap(cells.width(), cells.height(), ids),
                persons(ids, cells, details),
                Optional.of(coverage));
    }

    private static CellMap map(FrameCells cells, float[] planes, int count) {
        return new CellMap(planes, count, cells.width(), cells.height(), cells.grid());
    }

    /** Whose a cell is, given that it is somebody's; nobody's where no person can be told. */
    private static float[] owners(float[] persons, int planes, int cells) {
        float[] owners = new float[persons.length];
        for (int cell = 0; cell < cells; cell++) {
            float sum = 0;
            for (int plane = 1; plane < planes; plane++) {
                sum += persons[plane * cells + cell];
            }
            if (sum <= 0) {
                owners[cell] = 1;
                continue;
            }
            for (int plane = 1; plane < planes; plane++) {
                owners[plane * cells + cell] = persons[plane * cells + cell] / sum;
            }
        }
        return owners;
    }

    private static List<Person> persons(byte[] ids, FrameCells cells, Map<Integer, PersonDetail> details) {
        int[] left = new int[256];
        int[] top = new int[256];
        int[] right = new int[256];
        int[] bottom = new int[256];
        long[] pixels = new long[256];
        for (int y = 0, at = 0; y < cells.height(); y++) {
            for (int x = 0; x < cells.width(); x++, at++) {
                int id = ids[at] & 0xFF;
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
        List<Person> persons = new ArrayList<>();
        for (int id = 1; id < 256; id++) {
            if (pixels[id] > 0) {
                PersonDetail detail = details.getOrDefault(id, new PersonDetail(0, List.of()));
                Box box = new Box(left[id], top[id], right[id] - left[id] + 1, bottom[id] - top[id] + 1);
                persons.add(new Person(id, box, detail.score(), pixels[id], detail.keypoints()));
            }
        }
        return persons;
    }
}
