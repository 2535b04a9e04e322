package io.limn.model.detail;

import io.limn.parsing.CellGrid;
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

/**
 * Probabilities of a whole frame on a finer grid, into which those of crops are blended. A crop doesn't change cells of another person
 * who has a crop. Not thread-safe.
 */
final class Fusion {
    private final Parsing whole;
    private final CellGrid grid;
    private final Map<String, FinePlanes> layers = new LinkedHashMap<>();
    private final FinePlanes owners;
    private final int ownerPlanes;
    private final boolean[] cropped;
    /** The share of each cell that belonged to people in the whole frame. */
    private final float[] somebody;

    private final boolean[] people;

    Fusion(Parsing whole, List<Crop> crops) {
        this.whole = whole;
        Coverage coverage = whole.coverage().orElseThrow();
        CellGrid coarse = coverage.owners().grid();
        ownerPlanes = coverage.owners().planes();
        FineGrid fine = FineGrid.of(whole, coarse, crops);
        grid = fine.grid();
        for (LabelLayer layer : whole.layers()) {
            String name = layer.labels().name();
            layers.put(name, fine.enlarged(coverage.layer(name)));
        }
        owners = fine.enlarged(coverage.owners());
        cropped = new boolean[ownerPlanes];
        crops.forEach(crop -> cropped[crop.person()] = true);
        people = PeopleLabels.of(whole);
        somebody = somebody();
    }

    private float[] somebody() {
        FinePlanes main = layers.get(whole.main().labels().name());
        float[] sum = new float[grid.cells()];
        for (int label = 1; label < whole.main().labels().size(); label++) {
            if (people[label]) {
                main.addTo(sum, label);
            }
        }
        return sum;
    }

    /** @param detail the parsing of the crop, with its coverage */
    void add(Crop crop, Parsing detail) {
        int left = (int) Math.max(0, Math.floor((crop.left() - grid.left()) / grid.stepX()));
        int top = (int) Math.max(0, Math.floor((crop.top() - grid.top()) / grid.stepY()));
        int right = (int) Math.min(grid.width(), Math.ceil((crop.left() + crop.width() - grid.left()) / grid.stepX()));
        int bottom = (int) Math.min(grid.height(), Math.ceil((crop.top() + crop.height() - grid.top()) / grid.stepY()));
        float[] weights = weights(crop, left, top, right, bottom);
        for (LabelLayer layer : whole.layers()) {
            String name = layer.labels().name();
            ProbabilityMap map = detail.coverage().orElseThrow().layer(name);
            CellGrid own = map.grid();
            CellMap seen = new CellMap(
                    FineGrid.cells(map),
                    map.planes(),
                    right - left,
                    bottom - top,
                    new CellGrid(
                            own.width(),
                            own.height(),
                            (crop.left() + own.left() - grid.left()) / grid.stepX() - left,
                            (crop.top() + own.top() - grid.top()) / grid.stepY() - top,
                            own.stepX() / grid.stepX(),
                            own.stepY() / grid.stepY()));
            layers.get(name).blend(seen, Sides.of(layer.labels()), weights, left, top);
        }
    }

    private float[] weights(Crop crop, int left, int top, int right, int bottom) {
        float[] weights = new float[(right - left) * (bottom - top)];
        for (int y = top, at = 0; y < bottom; y++) {
            for (int x = left; x < right; x++, at++) {
                int cell = y * grid.width() + x;
                float others = 0;
                for (int person = 1; person < ownerPlanes; person++) {
                    others += person != crop.person() && cropped[person]
                            ? owners.values()[person * grid.cells() + cell]
                            : 0;
                }
                weights[at] = (1 - others * somebody[cell])
                        * crop.weight(
                                grid.left() + (x + 0.5) * grid.stepX(),
                                grid.top() + (y + 0.5) * grid.stepY(),
                                whole.width(),
                                whole.height());
            }
        }
        return weights;
    }

    /** The fused parsing, with its coverage. */
    Parsing parsing() {
        List<LabelLayer> maps = new ArrayList<>();
        Map<String, ProbabilityMap> planes = new LinkedHashMap<>();
        for (LabelLayer layer : whole.layers()) {
            CellMap map = layers.get(layer.labels().name()).map(whole.width(), whole.height());
            planes.put(layer.labels().name(), map);
            maps.add(new LabelLayer(layer.labels(), whole.width(), whole.height(), map.winners()));
        }
        CellMap whose = owners.map(whole.width(), whole.height());
        byte[] ids = whose.winners();
        byte[] main = maps.get(0).ids();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = people[main[i] & 0xFF] ? ids[i] : 0;
        }
        Coverage coverage = new Coverage(planes, persons(), whose, List.of());
        PersonMap map = new PersonMap(whole.width(), whole.height(), ids);
        return new Parsing(whole.width(), whole.height(), maps, map, counted(map), Optional.of(coverage));
    }

    private CellMap persons() {
        float[] now = somebody();
        float[] persons = new float[owners.values().length];
        for (int plane = 0; plane < ownerPlanes; plane++) {
            for (int cell = 0, at = plane * now.length; cell < now.length; cell++, at++) {
                persons[at] = owners.values()[at] * now[cell] + (plane == 0 ? 1 - now[cell] : 0);
            }
        }
        return new CellMap(persons, ownerPlanes, whole.width(), whole.height(), grid);
    }

    /** Persons with the boxes and areas of the map; a person without pixels keeps the box. */
    private List<Person> counted(PersonMap map) {
        PersonAreas areas = new PersonAreas(map);
        return whole.persons().stream()
                .map(one -> areas.has(one.id())
                        ? areas.person(one.id(), one.score(), one.keypoints())
                        : new Person(one.id(), one.box(), one.score(), 0, one.keypoints()))
                .toList();
    }
}
