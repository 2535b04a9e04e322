package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.label.Palettes;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.PersonMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A grey frame with one bar of each label, and two people side by side. */
final class Scene {
    static final LabelSet LABELS = new LabelSet(
            "parts",
            List.of(
                    new Label(0, "background", 0),
                    new Label(1, "hair", 0xFF8800),
                    new Label(2, "left-arm", 0x1040C0),
                    new Label(3, "right-arm", 0x20D050)),
            List.of(new LabelSet.Pair("left-arm", "right-arm")));

    static final LabelSet BONES = new LabelSet(
            "anatomy",
            List.of(new Label(0, "background", 0), new Label(1, "skull", 0xFFFFFF), new Label(2, "torso", 0x808080)),
            List.of());

    private Scene() {}

    static Frame frame(int width, int height, int grey) {
        byte[] bgr = new byte[width * height * 3];
        Arrays.fill(bgr, (byte) grey);
        return new Frame(width, height, bgr);
    }

    /** Label {@code x*4/width} in vertical bars; person 1 left, person 255 right, nobody in the top half. */
    static Parsing parsing(int width, int height) {
        byte[] ids = new byte[width * height];
        byte[] persons = new byte[width * height];
        byte[] bones = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                ids[y * width + x] = (byte) (x * 4 / width);
                bones[y * width + x] = (byte) (y * 3 / height);
                persons[y * width + x] = (byte) (y * 2 < height ? 0 : x * 2 < width ? 1 : 255);
            }
        }
        return new Parsing(
                width,
                height,
                List.of(new LabelLayer(LABELS, width, height, ids), new LabelLayer(BONES, width, height, bones)),
                new PersonMap(width, height, persons),
                List.of());
    }

    static Renderers renderers() {
        return new Renderers(
                config(List.of("overlay", "color", "labels", "persons"), "model", 0.6, 90),
                new Palettes(Map.of()),
                Groups.shipped());
    }

    static OutputConfig config(List<String> outputs, String palette, double opacity, int quality) {
        return new OutputConfig() {
            @Override
            public List<String> outputs() {
                return outputs;
            }

            @Override
            public String palette() {
                return palette;
            }

            @Override
            public double opacity() {
                return opacity;
            }

            @Override
            public int jpegQuality() {
                return quality;
            }
        };
    }

    static byte[] render(Output output, Frame frame, Parsing parsing, RenderOptions options) {
        return renderers()
                .render(frame, parsing, Set.of(output), options)
                .get(0)
                .bytes();
    }
}
