package io.limn.shot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.frame.plate.PlateOptions;
import io.limn.frame.plate.ReadOptions;
import io.limn.label.Groups;
import io.limn.label.Palettes;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.output.Output;
import io.limn.output.OutputConfig;
import io.limn.output.RenderOptions;
import io.limn.output.Renderers;
import io.limn.parsing.Reuse;
import io.limn.parsing.ShotParser;
import io.limn.store.StoreConfigs;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model on the shipped walk. */
class ShotTest {
    private static final Set<Output> OUTPUTS = Set.of(Output.LABELS, Output.PERSONS);

    @TempDir
    private static Path temp;

    private static final FrameReader reader = new FrameReader(new FrameLimits(64 << 20, 100_000_000));
    private static final Renderers RENDERERS = new Renderers(
            StoreConfigs.mapping(OutputConfig.class, "limn.output"), new Palettes(Map.of()), Groups.shipped());
    private static OnnxParser parser;
    private static Shot shot;

    @BeforeAll
    static void open() {
        parser = OnnxParser.of(new ModelSettings("limn", Path.of("models"), 1));
        shot = new Shot(reader, parser, RENDERERS);
    }

    @AfterAll
    static void close() {
        parser.close();
    }

    private static List<ShotFrame> walk(int count) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("samples/walk"))) {
            return new ArrayList<>(files.sorted()
                    .limit(count)
                    .map(path -> new ShotFrame(path, path.getFileName().toString()))
                    .toList());
        }
    }

    private static ShotSummary run(List<ShotFrame> frames, Path out, ShotListener listener) throws Exception {
        return shot.run(ShotFrames.of(frames), out, OUTPUTS, RenderOptions.DEFAULT, listener);
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(file -> {
                try {
                    files.put(
                            folder.relativize(file).toString(),
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return files;
    }

    @Test
    void aPassThatWasKilledEndsWithTheFilesOfOneThatWasNot() throws Exception {
        Path whole = temp.resolve("whole");
        ShotSummary summary = run(walk(5), whole, (report, again) -> {});
        assertThat(summary.frames()).isEqualTo(5);
        assertThat(summary.persons()).containsExactly(1);

        Path cut = temp.resolve("cut");
        int[] seen = {0};
        assertThatThrownBy(() -> run(walk(5), cut, (report, again) -> {
                    if (++seen[0] == 3) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");
        List<Boolean> before = new ArrayList<>();
        run(walk(5), cut, (report, again) -> before.add(again));
        assertThat(before).containsExactly(true, true, true, false, false);
        // AssertJ would print the files
        assertThat(files(cut).equals(files(whole))).as("the same files").isTrue();
    }

    @Test
    void aPassThatReusesAnswersAndWasPausedEndsWithTheFilesOfOneThatWasNot() throws Exception {
        List<ShotFrame> frames = new ArrayList<>();
        Path folder = Files.createDirectories(temp.resolve("still"));
        for (int i = 0; i < 7; i++) {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(SmallWalk.frame(1)));
            Graphics2D moving = picture.createGraphics();
            moving.setColor(Color.RED);
            moving.fillRect(8 * i, 4, 16, 16);
            moving.dispose();
            String name = "still.%04d.png".formatted(i + 1);
            ImageIO.write(picture, "png", folder.resolve(name).toFile());
            frames.add(new ShotFrame(folder.resolve(name), name));
        }
        Path whole = temp.resolve("reused");
        assertThat(reusing(frames, whole, Integer.MAX_VALUE))
                .as("share of the input")
                .isBetween(0.3, 0.9);
        Path paused = temp.resolve("paused");
        for (int pause : new int[] {1, 2, 6}) { // frames 1 and 5 are seen whole
            assertThatThrownBy(() -> reusing(frames, paused, pause)).hasMessage("paused");
        }
        reusing(frames, paused, Integer.MAX_VALUE);
        // AssertJ would print the files
        assertThat(files(paused).equals(files(whole))).as("the same files").isTrue();
    }

    /** A pass that is paused when so many frames are finished; returns the share of the input that the network saw. */
    private static double reusing(List<ShotFrame> frames, Path out, int pause) throws Exception {
        int[] finished = {0};
        try (ShotParser inOrder = parser.inOrder(new Reuse(4))) {
            new Shot(reader, inOrder, RENDERERS)
                    .run(ShotFrames.of(frames), out, OUTPUTS, RenderOptions.DEFAULT, (report, again) -> {
                        if (++finished[0] == pause && !again) {
                            throw new IllegalStateException("paused");
                        }
                    });
            return inOrder.share();
        }
    }

    @Test
    void aPassReadsThePlatesOwnPixelsForOutputsThatCarryThem() throws Exception {
        Path plate = temp.resolve("deep.0001.png");
        BufferedImage picture = new BufferedImage(16, 8, BufferedImage.TYPE_USHORT_GRAY);
        picture.getRaster().setSample(5, 3, 0, 30001);
        ImageIO.write(picture, "png", plate.toFile());
        RenderOptions withPlate = new RenderOptions("model", 0.6, 90, List.of(), false, 1, true);
        Path out = temp.resolve("deep");
        shot.run(
                ShotFrames.of(List.of(new ShotFrame(plate, "deep.0001.png"))),
                out,
                EnumSet.of(Output.EXR),
                withPlate,
                (report, again) -> {});
        Path exr = files(out).keySet().stream()
                .filter(name -> name.endsWith(".exr"))
                .map(out::resolve)
                .findFirst()
                .orElseThrow();
        float[] row = new float[4 * 16];
        reader.open(Files.readAllBytes(exr), new PlateOptions(ReadOptions.DEFAULT, true))
                .decode(() -> {})
                .plate()
                .orElseThrow()
                .row(3, row);
        assertThat(row[4 * 5]).isCloseTo(30001 / 65535f, within(1 / 4096f));
    }

    @Test
    void framesReadInAnotherColourSpaceAreAnotherShot() throws Exception {
        Path out = temp.resolve("coloured");
        List<Boolean> passes = new ArrayList<>();
        for (ReadOptions reading : List.of(
                ReadOptions.DEFAULT, ReadOptions.DEFAULT, new ReadOptions("rec709", null, null), ReadOptions.DEFAULT)) {
            shot.run(
                    ShotFrames.of(walk(1)),
                    new FilePictures(reader, new PlateOptions(reading, false)),
                    out,
                    OUTPUTS,
                    RenderOptions.DEFAULT,
                    (report, again) -> passes.add(again));
        }
        assertThat(passes).containsExactly(false, true, false, false);
    }

    @Test
    void shotJsonSaysWhatIsInEachFrame() throws Exception {
        Path out = temp.resolve("json");
        run(walk(3), out, (report, again) -> {});
        JsonNode json =
                new ObjectMapper().readTree(out.resolve("plate_jpg/shot.json").toFile());
        assertThat(json.at("/version").asInt()).isEqualTo(1);
        assertThat(json.at("/model/name").asText()).isEqualTo("limn");
        assertThat(json.at("/frames")).hasSize(3);
        assertThat(json.at("/frames/1/frame").asInt()).isEqualTo(2);
        assertThat(json.at("/frames/1/persons/0/id").asInt()).isEqualTo(1);
        assertThat(json.at("/frames/1/labels/parts/upper-clothes").asLong()).isGreaterThan(1000);
        assertThat(out.resolve("plate_jpg/steady/labels/plate.0002.png")).isRegularFile();
        assertThat(out.resolve("plate_jpg/steady/labels.json")).isRegularFile();
    }

    @Test
    void aDamagedFrameIsReportedAndTheRestIsDone() throws Exception {
        List<ShotFrame> frames = walk(3);
        Path broken = Files.writeString(temp.resolve("plate.0002.jpg"), "no picture");
        frames.set(1, new ShotFrame(broken, "plate.0002.jpg"));
        ShotSummary summary = run(frames, temp.resolve("damaged"), (report, again) -> {});
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.flagged().get(0).file()).isEqualTo("plate.0002.jpg");
        assertThat(temp.resolve("damaged/plate_jpg/steady/labels/plate.0003.png"))
                .isRegularFile();
    }

    @Test
    void framesAreOrderedByNumberAndMissingOnesAreNamed() {
        ShotFrames ordered = ShotFrames.of(Stream.of("a.10.png", "a.2.png", "a.7.png")
                .map(name -> new ShotFrame(Path.of(name), name))
                .toList());
        assertThat(ordered.frames()).extracting(ShotFrame::name).containsExactly("a.2.png", "a.7.png", "a.10.png");
        assertThat(ordered.missing(4)).containsExactly(3L, 4L, 5L, 6L);
        assertThatThrownBy(() -> ShotFrames.of(List.of(
                        new ShotFrame(Path.of("a.1.png"), "a.1.png"), new ShotFrame(Path.of("b.1.png"), "b.1.png"))))
                .hasMessageContaining("a_png")
                .hasMessageContaining("b_png");
    }
}
