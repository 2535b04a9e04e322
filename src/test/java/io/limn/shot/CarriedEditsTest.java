package io.limn.shot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.edit.Edits;
import io.limn.edit.EditsJson;
import io.limn.frame.Frame;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.Box;
import io.limn.parsing.CellGrid;
import io.limn.parsing.CellMap;
import io.limn.parsing.Coverage;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import io.limn.parsing.ProbabilityMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A textured square that moves by 3 pixels a frame, called coat in every frame; edits of one frame say that its left half is an arm. */
class CarriedEditsTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final int SIDE = 48;
    private static final int CELL = 4;
    private static final LabelSet PARTS = new LabelSet(
            "parts",
            List.of(new Label(0, "background", 0), new Label(1, "coat", 1), new Label(2, "arm", 2)),
            List.of());

    @TempDir
    Path temp;

    private static int left(int step) {
        return 20 + 3 * step;
    }

    private static Frame frame(int step, int colour) {
        byte[] bgr = new byte[3 * WIDTH * HEIGHT];
        for (int y = 0, at = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++, at += 3) {
                boolean in = inside(x, y, step);
                int u = in ? x - left(step) : x;
                double texture = 30 * Math.sin(u * 0.55 + 2 * Math.sin(y * 0.31)) + 25 * Math.sin(y * 0.47 + u * 0.13);
                double value = (in ? 150 : 60 + colour) + texture;
                for (int channel = 0; channel < 3; channel++) {
                    bgr[at + channel] = (byte) Math.max(0, Math.min(255, value));
                }
            }
        }
        return new Frame(WIDTH, HEIGHT, bgr);
    }

    private static boolean inside(int x, int y, int step) {
        return x >= left(step) && x < left(step) + SIDE && y >= 24 && y < 24 + SIDE;
    }

    private static Parsing parsing(int step) {
        byte[] parts = new byte[WIDTH * HEIGHT];
        for (int at = 0; at < parts.length; at++) {
            parts[at] = (byte) (inside(at % WIDTH, at / WIDTH, step) ? 1 : 0);
        }
        Person person = new Person(1, new Box(left(step), 24, SIDE, SIDE), 1, SIDE * SIDE, List.of());
        ProbabilityMap map = map(parts, 3);
        ProbabilityMap people = map(parts, 2);
        return new Parsing(
                WIDTH,
                HEIGHT,
                List.of(new LabelLayer(PARTS, WIDTH, HEIGHT, parts)),
                new PersonMap(WIDTH, HEIGHT, parts),
                List.of(person),
                Optional.of(new Coverage(Map.of("parts", map), people, people, List.of())));
    }

    private static ProbabilityMap map(byte[] ids, int planes) {
        int columns = WIDTH / CELL;
        int cells = columns * HEIGHT / CELL;
        float[] values = new float[planes * cells];
        for (int cell = 0; cell < cells; cell++) {
            int at = cell / columns * CELL * WIDTH + cell % columns * CELL;
            values[ids[at] * cells + cell] = 1;
        }
        return new CellMap(values, planes, WIDTH, HEIGHT, new CellGrid(columns, HEIGHT / CELL, 0, 0, CELL, CELL));
    }

    private static ShotFrame shown(int step) {
        String name = "plate.%04d.png".formatted(step);
        return new ShotFrame(Path.of(name), "plates/" + name);
    }

    private static Edits edits(int step, String label) {
        int right = left(step) + SIDE / 2;
        return EditsJson.read(
                ("{\"version\":1,\"width\":160,\"height\":96,\"strokes\":[{\"kind\":\"polygon\",\"layer\":\"parts\",\"label\":\""
                                + label + "\",\"inside\":true,\"points\":[[0,0],[" + right + ",0],[" + right
                                + ",96],[0,96]]}]}")
                        .getBytes(UTF_8));
    }

    /** Its edits say that the lowest quarter is background, over those of other frames. */
    private static Edits over(int step, String at, String... others) {
        String names = Arrays.stream(others).map(name -> '"' + name + '"').collect(Collectors.joining(","));
        return EditsJson.read(("{\"version\":1,\"width\":160,\"height\":96,\"at\":\"" + at + "\",\"over\":[" + names
                        + "],\"strokes\":[{\"kind\":\"polygon\",\"layer\":\"parts\",\"label\":\"background\","
                        + "\"points\":[[0,60],[160,60],[160,96],[0,96]]}]}")
                .getBytes(UTF_8));
    }

    private static Parsing applied(CarriedEdits carried, int step) throws IOException {
        return carried.own(step, carried.base(step));
    }

    private static int at(Parsing parsing, int step, int x, int y) {
        return parsing.main().ids()[y * WIDTH + left(step) + x];
    }

    private static long arm(Parsing parsing) {
        return parsing.main().counts()[2];
    }

    /** As a pass keeps them; another scene begins at {@code cut}. */
    private CarriedEdits carried(int frames, int cut, Map<String, Edits> edits) throws IOException {
        List<ShotFrame> shot =
                IntStream.range(0, frames).mapToObj(CarriedEditsTest::shown).toList();
        KeptFiles kept = new KeptFiles(temp.resolve("parsed"));
        for (int i = 0; i < frames; i++) {
            kept.put(shot.get(i), KeptFrame.write(EditMotion.small(frame(i, 0)), i == cut, parsing(i)));
        }
        CarriedEdits carried = new CarriedEdits(shot, new ShotEdits(edits), kept, List.of(PARTS), temp);
        carried.carry(() -> {});
        return carried;
    }

    @Test
    void aCorrectionFollowsWhatItWasMadeOnBothWays() throws IOException {
        CarriedEdits carried = carried(8, -1, Map.of("plate.0004.png", edits(4, "arm")));
        for (int step = 0; step < 8; step++) {
            Parsing parsing = applied(carried, step);
            assertThat(arm(parsing)).as("step " + step).isBetween(SIDE * SIDE * 40L / 100, SIDE * SIDE * 55L / 100);
            assertThat((int) parsing.main().ids()[48 * WIDTH + left(step) + 10]).isEqualTo(2);
            assertThat((int) parsing.main().ids()[48 * WIDTH + left(step) + 40]).isEqualTo(1);
            for (int at = 0; at < WIDTH * HEIGHT; at++) {
                assertThat(parsing.main().ids()[at] != 0).isEqualTo(inside(at % WIDTH, at / WIDTH, step));
            }
        }
        assertThat(carried.of(4).own()).isNotNull();
        assertThat(carried.of(4).carried()).isNull();
        assertThat(carried.of(0).own()).isNull();
        assertThat(carried.of(0).carried()).singleElement().satisfies(from -> {
            assertThat(from.file()).isEqualTo("plates/plate.0004.png");
            assertThat(from.digest()).isEqualTo(carried.of(4).own());
        });
    }

    @Test
    void aCutStopsTheCarryingInBothDirections() throws IOException {
        CarriedEdits carried =
                carried(4, 2, Map.of("plate.0000.png", edits(0, "arm"), "plate.0003.png", edits(3, "arm")));
        assertThat(arm(applied(carried, 1))).isPositive();
        assertThat(arm(applied(carried, 2))).isPositive();
        assertThat(carried.of(1).carried()).hasSize(1);
        assertThat(carried.of(2).carried()).hasSize(1);
        assertThat(carried.of(2).carried().get(0).file()).isEqualTo("plates/plate.0003.png");
    }

    @Test
    void anotherEditHoldsInsteadAndBetweenTwoTheNearerOne() throws IOException {
        CarriedEdits carried =
                carried(6, -1, Map.of("plate.0000.png", edits(0, "arm"), "plate.0004.png", edits(4, "background")));
        assertThat(arm(applied(carried, 1))).isPositive();
        assertThat(applied(carried, 3).main().counts()[1]).isLessThan(SIDE * SIDE * 60L / 100);
        assertThat(arm(applied(carried, 3))).isLessThan(SIDE * SIDE / 20L);
        assertThat(arm(applied(carried, 4))).isZero();
        assertThat(arm(applied(carried, 5))).isZero();
        assertThat(carried.of(5).carried()).hasSize(1);
    }

    @Test
    void editsOverCarriedOnesAddToThemAndAreCarriedWithThem() throws IOException {
        CarriedEdits carried = carried(
                8, -1, Map.of("plate.0002.png", edits(2, "arm"), "plate.0004.png", over(4, "2", "plate.0002.png")));
        for (int step : new int[] {4, 5, 7}) {
            Parsing parsing = applied(carried, step);
            assertThat(at(parsing, step, 10, 40)).as("arm in " + step).isEqualTo(2);
            assertThat(at(parsing, step, 40, 40)).as("coat in " + step).isEqualTo(1);
            assertThat(at(parsing, step, 10, 68)).as("cut off in " + step).isZero();
        }
        assertThat(at(carried.base(4), 4, 10, 68)).as("before its own").isEqualTo(2);
        assertThat(at(applied(carried, 2), 2, 10, 68))
                .as("an edited frame stays")
                .isEqualTo(2);
        assertThat(carried.of(2).carried()).isNull();
        assertThat(carried.of(4).own()).isNotNull();
        assertThat(carried.of(4).carried()).singleElement().satisfies(from -> {
            assertThat(from.file()).isEqualTo("plates/plate.0002.png");
            assertThat(from.digest()).isEqualTo(carried.of(2).own());
        });
        assertThat(carried.isOverOthers(4)).isTrue();
        assertThat(carried.isOverOthers(5)).isFalse();
    }

    @Test
    void carriedEditsIncludeTheEditsUnderThem() throws IOException {
        Edits upper = over(2, "2", "plate.0001.png");
        String first = carried(4, -1, Map.of("plate.0001.png", edits(1, "arm"), "plate.0002.png", upper))
                .of(3)
                .carried()
                .get(0)
                .digest();
        String other = carried(4, -1, Map.of("plate.0001.png", edits(1, "background"), "plate.0002.png", upper))
                .of(3)
                .carried()
                .get(0)
                .digest();
        assertThat(first).isNotEqualTo(other);
    }

    @Test
    void aFrameWithEditsOverCarriedOnesDoesNotStopThem() throws IOException {
        CarriedEdits carried = carried(
                8,
                -1,
                Map.of(
                        "plate.0001.png", edits(1, "arm"),
                        "plate.0003.png", edits(3, "background"),
                        "plate.0006.png", over(6, "3", "plate.0001.png")));
        assertThat(at(applied(carried, 4), 4, 10, 40)).as("of the nearer frame").isZero();
        assertThat(at(applied(carried, 6), 6, 10, 40)).isEqualTo(2);
        assertThat(at(applied(carried, 6), 6, 10, 68)).isZero();
    }

    @Test
    void ofEditsThatAreOverEachOtherTheLaterOnesAreOverTheEarlier() throws IOException {
        CarriedEdits carried = carried(
                4,
                -1,
                Map.of(
                        "plate.0001.png", over(1, "2026-01-02T00:00:00Z", "plate.0002.png", "plate.0001.png", "x.png"),
                        "plate.0002.png", over(2, "2026-01-01T00:00:00Z", "plate.0001.png")));
        assertThat(carried.of(1).carried()).hasSize(1);
        assertThat(carried.of(2).carried()).isNull();
    }

    @Test
    void editsAreFoundByTheFramesNameAndErrorsNameTheirFile() throws IOException {
        Path folder = temp;
        ShotFrames shot = ShotFrames.of(List.of(shown(0), shown(1)));
        Files.write(folder.resolve("plate.0001.png.json"), EditsJson.write(edits(0, "arm")));
        assertThat(new EditsFolder(folder).read(shot).byFile()).containsOnlyKeys("plate.0001.png");
        Files.writeString(folder.resolve("plate.0000.png.json"), "{");
        assertThatThrownBy(() -> new EditsFolder(folder).read(shot))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("plate.0000.png.json: not valid JSON");
    }
}
