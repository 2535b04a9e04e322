package io.limn.output.matte;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.parsing.Detail;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Measures mattes of the shipped network against frames with exact coverage, which {@code models/training/render/mattes.py} writes.
 * Arguments: its folder, sizes (1,2,4), names of mattes, and maybe a limn.model.detail. A line a frame and matte goes to standard output, and means at the end.
 */
final class MatteMeasurement {
    private static final String LINE = "%-16s %-14s SAD %8.2f MSE %6.2f grad %7.0f F %.3f %.3f at %6.2f px"
            + " | near F %.3f %.3f at %5.2f px | %4.0f ms%n";

    private static final int RUNS = Integer.getInteger("runs", 5);

    private record Measured(MatteScores scores, double milliseconds) {}

    public static void main(String[] arguments) throws IOException, ParserFailedException {
        Locale.setDefault(Locale.ROOT);
        Path folder = Path.of(arguments[0]);
        Map<String, List<Measured>> all = new TreeMap<>();
        try (OnnxParser parser = OnnxParser.of(settings(arguments))) {
            MatteNames names = new MatteNames(parser.layers(), Groups.shipped());
            for (String size : arguments[1].split(",")) {
                for (Path picture : pictures(folder, size)) {
                    measure(picture, Integer.parseInt(size), arguments[2].split(","), parser, names, all);
                }
            }
        }
        all.forEach((name, measured) -> print("mean", name, mean(measured)));
    }

    private static ModelSettings settings(String[] arguments) {
        ModelSettings settings = new ModelSettings("limn", Path.of("models"), 2);
        Detail detail = arguments.length > 3 ? Detail.valueOf(arguments[3].toUpperCase(Locale.ROOT)) : Detail.FRAME;
        return settings.with(settings.inference().with(detail));
    }

    private static List<Path> pictures(Path folder, String size) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("." + size + ".png"))
                    .sorted()
                    .toList();
        }
    }

    private static void measure(
            Path picture,
            int size,
            String[] wanted,
            OnnxParser parser,
            MatteNames names,
            Map<String, List<Measured>> all)
            throws IOException, ParserFailedException {
        Frame frame = MattePlanes.frame(picture);
        String stem = picture.getFileName().toString().replace(".png", "");
        try (Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
            double milliseconds = Double.MAX_VALUE;
            MatteFrame soft = null;
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                soft = MatteFrame.of(frame, parsing, Tuning.DEFAULT);
                milliseconds = Math.min(milliseconds, (System.nanoTime() - start) / 1e6);
            }
            for (String name : wanted) {
                Path file = picture.resolveSibling(stem).resolve(name + ".png");
                if (Files.exists(file)) {
                    float[] truth = plane(file);
                    Matte matte = names.byName(matched(name, truth, parsing)).orElseThrow();
                    float[] values = MattePlanes.values(soft, matte);
                    double cell = soft.cells().grid().stepX();
                    MatteScores scores =
                            MatteScores.of(values, truth, network(matte, parsing), frame.width(), cell, size);
                    Measured measured = new Measured(scores, milliseconds);
                    print(stem, name, measured);
                    all.computeIfAbsent(size + " " + name, key -> new ArrayList<>())
                            .add(measured);
                }
            }
        }
    }

    /** Persons are matched by what they cover. */
    private static String matched(String name, float[] truth, Parsing parsing) {
        if (!name.startsWith("person-")) {
            return name;
        }
        double[] shared = new double[256];
        for (int i = 0; i < truth.length; i++) {
            shared[parsing.personMap().ids()[i] & 0xFF] += truth[i];
        }
        int best = 1;
        for (Person person : parsing.persons()) {
            best = shared[person.id()] > shared[best] ? person.id() : best;
        }
        return "person-" + best;
    }

    /** What the label maps alone say. */
    private static boolean[] network(Matte matte, Parsing parsing) {
        boolean[] inside = new boolean[parsing.width() * parsing.height()];
        for (int i = 0; i < inside.length; i++) {
            int pixel = i;
            boolean person = matte.person() == 0
                    ? parsing.personMap().ids()[i] != 0
                    : (parsing.personMap().ids()[i] & 0xFF) == matte.person();
            inside[i] = person
                    && (matte.of().isEmpty()
                            || matte.of().stream()
                                    .anyMatch(labels -> labels.has(
                                            parsing.layers().get(labels.layer()).ids()[pixel] & 0xFF)));
        }
        return inside;
    }

    private static Measured mean(List<Measured> measured) {
        double[] sums = new double[10];
        for (Measured one : measured) {
            MatteScores s = one.scores();
            double[] values = {
                s.sad(),
                s.mse(),
                s.gradient(),
                s.f1(),
                s.f2(),
                s.distance(),
                s.near().f1(),
                s.near().f2(),
                s.near().distance(),
                one.milliseconds()
            };
            for (int i = 0; i < values.length; i++) {
                sums[i] += values[i] / measured.size();
            }
        }
        return new Measured(
                new MatteScores(
                        sums[0],
                        sums[1],
                        sums[2],
                        sums[3],
                        sums[4],
                        sums[5],
                        new MatteScores.Edge(sums[6], sums[7], sums[8])),
                sums[9]);
    }

    private static void print(String frame, String matte, Measured measured) {
        MatteScores s = measured.scores();
        System.out.printf(
                LINE,
                frame,
                matte,
                s.sad(),
                s.mse(),
                s.gradient(),
                s.f1(),
                s.f2(),
                s.distance(),
                s.near().f1(),
                s.near().f2(),
                s.near().distance(),
                measured.milliseconds());
    }

    private static float[] plane(Path file) {
        try {
            Raster raster = ImageIO.read(file.toFile()).getRaster();
            int[] samples = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
            float[] plane = new float[samples.length];
            for (int i = 0; i < samples.length; i++) {
                plane[i] = samples[i] / 65535f;
            }
            return plane;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MatteMeasurement() {}
}
