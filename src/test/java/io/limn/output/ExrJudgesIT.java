package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.output.exr.ExrFile;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EXR and Cryptomatte files in programs that aren't ours: OpenEXR's own, OpenImageIO, Blender. */
@Tag("process")
class ExrJudgesIT {
    private static final int PIXELS = SoftScene.WIDTH * SoftScene.HEIGHT;
    private static final double TOLERANCE = 1 / 512.0;
    private static final List<String> NAMES = List.of("person-1", "left-arm", "person-2/left-arm.skin");
    /** What keys ids by name, by layer: all of the scene's objects. */
    private static final Map<String, List<String>> OBJECTS = Map.of(
            "parts", List.of("hair", "coat", "left-arm.skin"),
            "anatomy", List.of("left-face", "left-upper-arm", "left-hand"),
            "limbs", List.of("left-arm", "left-face"),
            "people", List.of("person-1", "person-2"));
    /** Ways to save a Cryptomatte that destroy it. */
    private static final Map<String, List<String>> CONTROLS = Map.of(
            "half", List.of("-d", "half", "--compression", "zip"),
            "dwaa", List.of("--compression", "dwaa:45"),
            "pxr24", List.of("--compression", "pxr24"));

    @TempDir
    Path temp;

    private static void assumeThere(String... programs) {
        for (String program : programs) {
            assumeTrue(
                    Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    "SKIPPED: there is no " + program + " here");
        }
    }

    private String run(List<String> words) throws Exception {
        Path log = temp.resolve("log.txt");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }

    private Path file(Output output, int people, List<String> parts) throws Exception {
        return Files.write(
                temp.resolve(output.kind() + people + ".exr"),
                SoftScene.render(output, people, SoftScene.options(parts, 0, false))
                        .get(0)
                        .bytes());
    }

    private static Map<String, double[]> mattes(List<String> names) throws Exception {
        Map<String, double[]> mattes = new LinkedHashMap<>();
        for (Rendered png : SoftScene.render(Output.MATTES, 2, SoftScene.options(names, 0, false))) {
            Raster raster = ImageIO.read(new ByteArrayInputStream(png.bytes())).getRaster();
            double[] values = raster.getSamples(0, 0, SoftScene.WIDTH, SoftScene.HEIGHT, 0, new double[PIXELS]);
            mattes.put(
                    png.part(),
                    Arrays.stream(values).map(value -> value / 65535).toArray());
        }
        return mattes;
    }

    private static double largestDifference(double[] one, double[] other) {
        double largest = 0;
        for (int i = 0; i < PIXELS; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }

    @Test
    void openExrListsTheSameChannelsForAFrameOfTwoAndOfNobody() throws Exception {
        assumeThere("exrheader");
        List<String> lists = new ArrayList<>();
        for (int people : new int[] {2, 0}) {
            for (Output output : List.of(Output.EXR, Output.CRYPTOMATTE)) {
                String header =
                        run(List.of("exrheader", file(output, people, List.of()).toString()));
                lists.add(header.substring(header.indexOf("channels"), header.indexOf("compression")));
                assertThat(header).contains("compression (type compression): zip, multi-scanline blocks");
            }
        }
        assertThat(lists.get(0))
                .isEqualTo(lists.get(2))
                .contains("left-arm.A, 16-bit floating-point", "ids-parts.R, 32-bit floating-point");
        assertThat(lists.get(1)).isEqualTo(lists.get(3)).contains("people02.A, 32-bit floating-point");
    }

    @Test
    void openImageIoGivesBackTheMattesValues() throws Exception {
        assumeThere("oiiotool");
        Path exr = file(Output.EXR, 2, NAMES);
        assertThat(run(List.of("oiiotool", "--info", "-v", exr.toString())))
                .contains("left-arm.A (half)", "ids-parts.R (float)", "Limn")
                .doesNotContain("other");
        for (Map.Entry<String, double[]> matte : mattes(NAMES).entrySet()) {
            Path png = temp.resolve("channel.png");
            String channel = matte.getKey().replaceAll("[./]", "_") + ".A";
            run(List.of("oiiotool", exr.toString(), "--ch", channel, "-d", "uint16", "-o", png.toString()));
            double[] read = ImageIO.read(png.toFile())
                    .getRaster()
                    .getSamples(0, 0, SoftScene.WIDTH, SoftScene.HEIGHT, 0, new double[PIXELS]);
            assertThat(largestDifference(
                            Arrays.stream(read).map(value -> value / 65535).toArray(), matte.getValue()))
                    .as(channel)
                    .isLessThan(1 / 2000.0);
        }
    }

    @Test
    void blenderKeysEveryObjectByNameAndLossyFilesFail() throws Exception {
        assumeThere("blender", "oiiotool");
        ObjectMapper json = new ObjectMapper();
        Path crypto = file(Output.CRYPTOMATTE, 2, List.of());
        List<Map<String, Object>> keys = new ArrayList<>();
        OBJECTS.forEach((layer, names) ->
                keys.add(Map.of("id", layer, "file", crypto.toString(), "layer", layer, "names", names)));
        for (Map.Entry<String, List<String>> control : CONTROLS.entrySet()) {
            Path spoilt = temp.resolve(control.getKey() + ".exr");
            List<String> words = new ArrayList<>(List.of("oiiotool", crypto.toString()));
            words.addAll(control.getValue());
            words.addAll(List.of("-o", spoilt.toString()));
            run(words);
            keys.add(Map.of(
                    "id",
                    control.getKey(),
                    "file",
                    spoilt.toString(),
                    "layer",
                    "parts",
                    "names",
                    OBJECTS.get("parts")));
        }
        Path jobs = temp.resolve("jobs.json");
        json.writeValue(
                jobs.toFile(),
                Map.of(
                        "out",
                        temp.resolve("out").toString(),
                        "width",
                        SoftScene.WIDTH,
                        "height",
                        SoftScene.HEIGHT,
                        "keys",
                        keys,
                        "sockets",
                        file(Output.EXR, 2, NAMES).toString()));
        Path script = Path.of(ExrJudgesIT.class.getResource("blender_judge.py").toURI());
        String log = run(List.of(
                "blender",
                "-b",
                "--factory-startup",
                "--python-exit-code",
                "3",
                "-P",
                script.toString(),
                "--",
                jobs.toString()));
        assertThat(log).contains("judged");

        for (Map.Entry<String, List<String>> layer : OBJECTS.entrySet()) {
            Map<String, double[]> mattes = mattes(layer.getValue());
            for (int i = 0; i < layer.getValue().size(); i++) {
                String name = layer.getValue().get(i);
                double[] keyed = keyed(layer.getKey(), i);
                assertThat(largestDifference(keyed, mattes.get(name)))
                        .as(layer.getKey() + ": " + name)
                        .isLessThan(TOLERANCE);
                assertThat(Arrays.stream(keyed).sum()).isGreaterThan(300);
            }
        }
        for (String control : CONTROLS.keySet()) {
            for (int i = 0; i < OBJECTS.get("parts").size(); i++) {
                assertThat(Arrays.stream(keyed(control, i)).sum()).as(control).isCloseTo(0, within(1.0));
            }
        }
        JsonNode sockets = json.readTree(temp.resolve("out/sockets.json").toFile());
        assertThat(sockets.fieldNames())
                .toIterable()
                .contains(
                        "Combined",
                        "person-1",
                        "left-arm",
                        "person-2_left-arm_skin",
                        "ids-parts",
                        "ids-anatomy",
                        "ids-persons");
        assertThat(sockets.get("left-arm").asText()).isEqualTo("VALUE");
    }

    private double[] keyed(String job, int place) throws Exception {
        ExrFile file = ExrFile.read(Files.readAllBytes(temp.resolve("out/" + job + "/" + place + "_0001.exr")));
        assertThat(file.width()).isEqualTo(SoftScene.WIDTH);
        return file.samples().values().iterator().next();
    }
}
