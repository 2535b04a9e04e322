package io.limn.shot.temporal;

import io.limn.parsing.CellMap;
import io.limn.parsing.Coverage;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonAreas;
import io.limn.parsing.PersonMap;
import io.limn.parsing.ProbabilityMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A parsing made of steadied cells: maps at the frame's size, persons by their numbers in the shot, and the coverage behind them. */
final class FilteredParsing {
    private FilteredParsing() {}

    /**
     * @param people by label id of the main layer, whether it belongs to persons
     * @param details by number in the shot, for persons found in this frame
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
        PersonMap numbers = new PersonMap(cells.width(), cells.height(), ids);
        return new Parsing(
                cells.width(), cells.height(), layers, numbers, persons(numbers, details), Optional.of(coverage));
    }

    private static CellMap map(FrameCells cells, float[] planes, int count) {
        return new CellMap(planes, count, cells.width(), cells.height(), cells.grid());
    }

    /** The probability of each person, given that the cell is a person's; the background where there is no person. */
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

    private static List<Person> persons(PersonMap map, Map<Integer, PersonDetail> details) {
        PersonAreas areas = new PersonAreas(map);
        return IntStream.rangeClosed(1, 255)
                .filter(areas::has)
                .mapToObj(id -> {
                    PersonDetail detail = details.getOrDefault(id, new PersonDetail(0, List.of()));
                    return areas.person(id, detail.score(), detail.keypoints());
                })
                .toList();
    }
}
