package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.Box;
import io.limn.parsing.CellGrid;
import io.limn.parsing.Coverage;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A drawn frame of people with soft edges: red discs before green, in bands of hair, coat and arm from top to bottom, seen by a network in
 * cells of 8 pixels.
 */
final class SoftScene {
    static final int WIDTH = 240;
    static final int HEIGHT = 136;
    private static final int CELL = 8;
    private static final double RADIUS = 50;
    /** Where discs stand, by person. */
    private static final double[] CENTRES = {80, 150};

    static final LabelSet PARTS = new LabelSet(
            "parts",
            List.of(
                    new Label(0, "background", 0),
                    new Label(1, "hair", 1),
                    new Label(2, "coat", 2),
                    new Label(3, "left-arm", 3)),
            List.of());
    static final LabelSet ANATOMY = new LabelSet(
            "anatomy",
            List.of(
                    new Label(0, "background", 0),
                    new Label(1, "left-face", 1),
                    new Label(2, "left-upper-arm", 2),
                    new Label(3, "left-hand", 3)),
            List.of());

    private SoftScene() {}

    /** Pixels inside of the edge of the nearest of the first discs; below 0 outside. */
    private static double inside(double x, double y, int people) {
        double most = -1e9;
        for (int i = 0; i < people; i++) {
            most = Math.max(most, RADIUS - Math.hypot(x - CENTRES[i], y - HEIGHT / 2.0));
        }
        return most;
    }

    static Frame frame(int people) {
        byte[] bgr = new byte[3 * WIDTH * HEIGHT];
        for (int y = 0, at = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++, at += 3) {
                double share = Math.min(1, Math.max(0, inside(x + 0.5, y + 0.5, people) + 0.5));
                bgr[at] = (byte) (40 + y / 2);
                bgr[at + 1] = (byte) Math.round(200 - 180 * share);
                bgr[at + 2] = (byte) Math.round(30 + 180 * share);
            }
        }
        return new Frame(WIDTH, HEIGHT, bgr);
    }

    /** @param people 0 to 2 */
    static Parsing parsing(int people) {
        CellGrid grid = new CellGrid(WIDTH / CELL, HEIGHT / CELL, 0, 0, CELL, CELL);
        int cells = grid.cells();
        float[] labels = new float[4 * cells];
        float[] owners = new float[(people + 1) * cells];
        for (int y = 0, cell = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++, cell++) {
                double left = (x + 0.5) * CELL;
                double down = (y + 0.5) * CELL - HEIGHT / 2.0;
                double somebody = ramp(inside(left, (y + 0.5) * CELL, people) / 6);
                double hair = ramp((-15 - down) / 3);
                double arm = ramp((down - 15) / 3);
                labels[cell] = (float) (1 - somebody);
                labels[cells + cell] = (float) (somebody * hair * (1 - arm));
                labels[2 * cells + cell] = (float) (somebody * (1 - hair) * (1 - arm));
                labels[3 * cells + cell] = (float) (somebody * arm);
                double second = people < 2 ? 0 : ramp((left - (CENTRES[0] + CENTRES[1]) / 2) / 4);
                if (people == 0) {
                    owners[cell] = 1;
                } else {
                    owners[cells + cell] = (float) (1 - second);
                    owners[(people) * cells + cell] += (float) second;
                }
            }
        }
        CellPlanes map = new CellPlanes(4, WIDTH, HEIGHT, grid, labels);
        CellPlanes persons = new CellPlanes(people + 1, WIDTH, HEIGHT, grid, owners);
        byte[] ids = new byte[WIDTH * HEIGHT];
        if (people > 0) {
            Arrays.fill(ids, 60 * WIDTH, 70 * WIDTH, (byte) 2);
        }
        List<Person> found = new ArrayList<>();
        for (int id = 1; id <= people; id++) {
            found.add(new Person(id, new Box(0, 0, WIDTH, HEIGHT), 1, 1, List.of()));
        }
        return new Parsing(
                WIDTH,
                HEIGHT,
                List.of(new LabelLayer(PARTS, WIDTH, HEIGHT, ids), new LabelLayer(ANATOMY, WIDTH, HEIGHT, ids)),
                new PersonMap(WIDTH, HEIGHT, ids),
                found,
                Optional.of(new Coverage(Map.of("parts", map, "anatomy", map), persons, persons, List.of())));
    }

    private static double ramp(double value) {
        return 1 / (1 + Math.exp(-value));
    }

    static RenderOptions options(List<String> parts, int people, boolean plate) {
        return new RenderOptions("model", 0.6, 90, parts, false, people, plate);
    }

    static List<Rendered> render(Output output, int people, RenderOptions options) {
        return Scene.renderers().render(frame(people), parsing(people), Set.of(output), options);
    }
}
