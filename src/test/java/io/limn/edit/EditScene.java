package io.limn.edit;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.Box;
import io.limn.parsing.CellGrid;
import io.limn.parsing.Coverage;
import io.limn.parsing.Keypoint;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import io.limn.parsing.ProbabilityMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Two persons of 24x32 pixels at (8, 8) and (40, 8) in a frame of 80x48, seen in cells of 4 pixels. Of each the left quarter is right arm, the
 * right quarter left arm, the middle coat; the upper half of the arms is upper arm.
 */
final class EditScene {
    static final int WIDTH = 80;
    static final int HEIGHT = 48;
    static final int COAT = 1;
    static final int LEFT_ARM = 2;
    static final int RIGHT_ARM = 3;
    static final int LEFT_HAND = 1;
    static final int RIGHT_HAND = 2;
    static final CellGrid GRID = new CellGrid(20, 12, 0, 0, 4, 4);
    static final LabelSet PARTS = set("parts", "background", "coat", "left-arm", "right-arm");
    static final LabelSet ANATOMY = set("anatomy", "background", "left-hand", "right-hand");
    private static final float SURE = 0.9f;

    private EditScene() {}

    private static LabelSet set(String layer, String... names) {
        List<Label> labels = IntStream.range(0, names.length)
                .mapToObj(i -> new Label(i, names[i], 0x404040 * i))
                .toList();
        String last = names[names.length - 1].substring("right-".length());
        return new LabelSet(layer, labels, List.of(new LabelSet.Pair("left-" + last, "right-" + last)));
    }

    static EditFit fit() {
        return new EditFit(
                WIDTH,
                HEIGHT,
                Map.of(
                        "parts", List.of("background", "coat", "left-arm", "right-arm"),
                        "anatomy", List.of("background", "left-hand", "right-hand")),
                Set.of(1, 2));
    }

    static Parsing parsing() {
        byte[] parts = new byte[WIDTH * HEIGHT];
        byte[] anatomy = new byte[WIDTH * HEIGHT];
        byte[] people = new byte[WIDTH * HEIGHT];
        for (int person = 1; person <= 2; person++) {
            int left = person == 1 ? 8 : 40;
            for (int y = 8; y < 40; y++) {
                for (int x = left; x < left + 24; x++) {
                    int quarter = (x - left) / 6;
                    int at = y * WIDTH + x;
                    parts[at] = (byte) (quarter == 0 ? RIGHT_ARM : quarter == 3 ? LEFT_ARM : COAT);
                    anatomy[at] = (byte)
                            (y < 32 ? 0 : parts[at] == RIGHT_ARM ? RIGHT_HAND : parts[at] == LEFT_ARM ? LEFT_HAND : 0);
                    people[at] = (byte) person;
                }
            }
        }
        Coverage coverage = new Coverage(
                Map.of("parts", soft(parts, 4), "anatomy", soft(anatomy, 3)),
                soft(people, 3),
                owners(people),
                List.of());
        return new Parsing(
                WIDTH,
                HEIGHT,
                List.of(new LabelLayer(PARTS, WIDTH, HEIGHT, parts), new LabelLayer(ANATOMY, WIDTH, HEIGHT, anatomy)),
                new PersonMap(WIDTH, HEIGHT, people),
                List.of(person(1, 8), person(2, 40)),
                Optional.of(coverage));
    }

    private static Person person(int id, int left) {
        return new Person(
                id,
                new Box(left, 8, 24, 32),
                0.9f,
                24 * 32,
                List.of(new Keypoint("left-wrist", left + 22, 36, 1), new Keypoint("right-wrist", left + 2, 36, 1)));
    }

    /** By cell 0.9 of what is at its middle, and the rest of all alike. */
    private static ProbabilityMap soft(byte[] ids, int planes) {
        float[] cells = new float[planes * GRID.cells()];
        for (int cell = 0; cell < GRID.cells(); cell++) {
            for (int plane = 0; plane < planes; plane++) {
                cells[plane * GRID.cells() + cell] = middle(ids, cell) == plane ? SURE : (1 - SURE) / (planes - 1);
            }
        }
        return new EditedMap(cells, planes, WIDTH, HEIGHT, GRID);
    }

    private static ProbabilityMap owners(byte[] people) {
        float[] cells = new float[3 * GRID.cells()];
        for (int cell = 0; cell < GRID.cells(); cell++) {
            boolean first = middle(people, cell) == 1 || middle(people, cell) == 0 && cell % GRID.width() < 9;
            cells[GRID.cells() + cell] = first ? 0.95f : 0.05f;
            cells[2 * GRID.cells() + cell] = first ? 0.05f : 0.95f;
        }
        return new EditedMap(cells, 3, WIDTH, HEIGHT, GRID);
    }

    private static int middle(byte[] ids, int cell) {
        return ids[(cell / GRID.width() * 4 + 2) * WIDTH + cell % GRID.width() * 4 + 2];
    }

    static EditedParsing edited(String strokes) {
        return EditedParsing.of(parsing(), edits(strokes));
    }

    /** @param strokes JSON objects with commas between */
    static Edits edits(String strokes) {
        Edits edits = EditsJson.read(("{\"version\":1,\"width\":80,\"height\":48,\"strokes\":[" + strokes + "]}")
                .getBytes(StandardCharsets.UTF_8));
        EditsCheck.check(edits, fit());
        return edits;
    }

    static float cell(ProbabilityMap map, int plane, int x, int y) {
        float[] cells = new float[map.planes() * map.grid().cells()];
        map.cells(cells);
        return cells[plane * map.grid().cells() + y / 4 * GRID.width() + x / 4];
    }
}
