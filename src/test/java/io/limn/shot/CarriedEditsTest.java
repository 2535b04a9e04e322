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
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A textured square that moves by 3 pixels a frame, called coat in every frame; the first frame's edits say that its left half is an arm. */
class CarriedEditsTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final int SIDE = 48;
    private static final LabelSet PARTS = new LabelSet(
            "parts",
            List.of(new Label(0, "background", 0), new Label(1, "coat", 1), new Label(2, "arm", 2)),
            List.of());

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
        return new Parsing(
                WIDTH,
                HEIGHT,
                List.of(new LabelLayer(PARTS, WIDTH, HEIGHT, parts)),
                new PersonMap(WIDTH, HEIGHT, parts),
                List.of(person));
    }

    private static ShotFrame shown(int step) {
        String name = "plate.%04d.png".formatted(step);
        return new ShotFrame(Path.of(name), "plates/" + name);
    }

    private static Edits edits(String label) {
        int right = left(0) + SIDE / 2;
        return EditsJson.read(
                ("{\"version\":1,\"width\":160,\"height\":96,\"strokes\":[{\"kind\":\"polygon\",\"layer\":\"parts\",\"label\":\""
                                + label + "\",\"inside\":true,\"points\":[[0,0],[" + right + ",0],[" + right
                                + ",96],[0,96]]}]}")
                        .getBytes(UTF_8));
    }

    private static long arm(Parsing parsing) {
        return parsing.main().counts()[2];
    }

    @Test
    void aCorrectionFollowsWhatItWasMadeOn() {
        CarriedEdits carried = new CarriedEdits(new ShotEdits(Map.of("plate.0000.png", edits("arm"))));
        for (int step = 0; step < 8; step++) {
            Parsing parsing = carried.apply(shown(step), frame(step, 0), parsing(step), false);
            assertThat(arm(parsing)).as("step " + step).isBetween(SIDE * SIDE * 40L / 100, SIDE * SIDE * 55L / 100);
            assertThat((int) parsing.main().ids()[48 * WIDTH + left(step) + 10]).isEqualTo(2);
            assertThat((int) parsing.main().ids()[48 * WIDTH + left(step) + 40]).isEqualTo(1);
        }
    }

    @Test
    void aCutEndsIt() {
        CarriedEdits carried = new CarriedEdits(new ShotEdits(Map.of("plate.0000.png", edits("arm"))));
        carried.apply(shown(0), frame(0, 0), parsing(0), false);
        assertThat(arm(carried.apply(shown(1), frame(1, 0), parsing(1), true))).isZero();
        assertThat(arm(carried.apply(shown(2), frame(2, 0), parsing(2), false))).isZero();
    }

    @Test
    void anotherEditHoldsInsteadFromThereOn() {
        CarriedEdits carried = new CarriedEdits(
                new ShotEdits(Map.of("plate.0000.png", edits("arm"), "plate.0002.png", edits("coat"))));
        carried.apply(shown(0), frame(0, 0), parsing(0), false);
        assertThat(arm(carried.apply(shown(1), frame(1, 0), parsing(1), false))).isPositive();
        assertThat(arm(carried.apply(shown(2), frame(2, 0), parsing(2), false))).isZero();
        assertThat(arm(carried.apply(shown(3), frame(3, 0), parsing(3), false))).isZero();
    }

    @Test
    void editsAreFoundByTheFramesNameAndRefusedByTheirs(@TempDir Path folder) throws IOException {
        ShotFrames shot = ShotFrames.of(List.of(shown(0), shown(1)));
        Files.write(folder.resolve("plate.0001.png.json"), EditsJson.write(edits("arm")));
        assertThat(new EditsFolder(folder).read(shot).byFile()).containsOnlyKeys("plate.0001.png");
        Files.writeString(folder.resolve("plate.0000.png.json"), "{");
        assertThatThrownBy(() -> new EditsFolder(folder).read(shot))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("plate.0000.png.json: not valid JSON");
    }
}
