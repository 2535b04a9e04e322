package io.limn.output.matte;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mattes of the shipped network against the exact coverage of two rendered frames, 512x384 and 384x512, each pixel of the coverage the
 * mean of 256 samples. Made by {@code models/training/render/mattes.py} at 4 times the samples' size and reduced to an eighth.
 */
class SoftTruthTest {
    private static final Path FOLDER = Path.of("src/test/resources/mattes");
    private static final Map<String, float[]> MATTES = new HashMap<>();

    @BeforeAll
    static void parse() throws Exception {
        try (OnnxParser parser = OnnxParser.of(new ModelSettings("limn", Path.of("models"), 2))) {
            MatteNames names = new MatteNames(parser.layers(), Groups.shipped());
            for (String file : List.of("bench", "portrait")) {
                Frame frame = MattePlanes.frame(FOLDER.resolve(file + ".jpg"));
                try (Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
                    MatteFrame soft = MatteFrame.of(frame, parsing);
                    for (String name : List.of("person", "left-arm", "hair")) {
                        MATTES.put(
                                file + name,
                                MattePlanes.values(soft, names.byName(name).orElseThrow()));
                    }
                }
            }
        }
    }

    /**
     * Bounds are what was measured and a margin. Those of arms are wide since the network and the renderer draw the line between arm and
     * trunk at different places of a sleeve.
     *
     * @param sad the sum of absolute differences, over the sum of the truth
     */
    @ParameterizedTest
    @CsvSource({
        "bench,    person,   0.075, 0.85",
        "bench,    left-arm, 0.46, 0.55",
        "bench,    hair,     0.15, 0.88",
        "portrait, person,   0.009, 0.94",
        "portrait, left-arm, 0.36, 0.44",
        "portrait, hair,     0.13, 0.80",
    })
    void coverageIsNearTheTruth(String file, String name, double sad, double within1) throws IOException {
        Raster raster = ImageIO.read(FOLDER.resolve(file).resolve(name + ".png").toFile())
                .getRaster();
        int width = raster.getWidth();
        float[] matte = MATTES.get(file + name);
        boolean[] mine = new boolean[matte.length];
        boolean[] real = new boolean[matte.length];
        double difference = 0;
        double area = 0;
        for (int i = 0; i < matte.length; i++) {
            float truth = raster.getSample(i % width, i / width, 0) / 65535f;
            difference += Math.abs(matte[i] - truth);
            area += truth;
            mine[i] = matte[i] >= 0.5f;
            real[i] = truth >= 0.5f;
        }
        double f1 = Sharpness.edges(mine, real, width, 1);
        System.out.printf("%s %s: SAD %.3f of %.0f px, F %.3f at 1 px%n", file, name, difference / area, area, f1);
        assertThat(difference / area).as("SAD over area").isLessThan(sad);
        assertThat(f1).as("F at 1 px").isGreaterThan(within1);
    }
}
