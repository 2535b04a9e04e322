package io.limn.batch.shot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.job.Outcome;
import io.limn.job.ProgressRegistry;
import io.limn.job.StagePace;
import io.limn.label.Groups;
import io.limn.label.Palettes;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.output.OutputConfig;
import io.limn.output.Renderers;
import io.limn.parsing.Parser;
import io.limn.parsing.Reuse;
import io.limn.request.FixedCatalogue;
import io.limn.request.ReuseOption;
import io.limn.result.Manifest;
import io.limn.result.ResultIdentity;
import io.limn.result.Sha256;
import io.limn.shot.SmallWalk;
import io.limn.store.LocalServers;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.limn.store.StoreConfigs;
import io.limn.video.Films;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model on the shipped walk, made small, in buckets of a real store. */
@ExtendWith(LocalServers.class)
class BucketShotsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, String> LABELS = Map.of("limn-output", "labels");
    private static final int FRAMES = 10;
    /** Where more frames show nothing more. */
    private static final int FEW = 4;

    /** How far the passes of corrections were, in order. */
    private static final List<ShotProgress.Standing> STANDINGS = new CopyOnWriteArrayList<>();

    /** Passes that are killed when they have drawn two frames again. */
    private static final Set<String> KILLED = ConcurrentHashMap.newKeySet();

    private static final ShotProgress HEARD = new ShotProgress() {
        @Override
        void set(String key, Standing standing) {
            if (key.startsWith("edited/")) {
                STANDINGS.add(standing);
            }
            super.set(key, standing);
            if (standing.redrawn() == 2 && KILLED.remove(key)) {
                throw new IllegalStateException("killed");
            }
        }
    };

    private static ObjectStore store;
    private static OnnxParser parser;

    @BeforeAll
    static void open(ObjectStore opened) {
        store = opened;
        parser = OnnxParser.of(new ModelSettings("limn", Path.of("models"), 1));
    }

    @AfterAll
    static void close() {
        parser.close();
    }

    /** One process. */
    private static BucketShots process(Parser parser, Duration leaseExpires) {
        return process(parser, leaseExpires, new ShotTurns(Duration.ofHours(1), 0));
    }

    private static BucketShots process(Parser parser, Duration leaseExpires, ShotTurns turns) {
        Renderers renderers = new Renderers(
                StoreConfigs.mapping(OutputConfig.class, "limn.output"), new Palettes(Map.of()), Groups.shipped());
        return new BucketShots(
                new Passes(
                        new PassBuckets(store, "uploads", "results"),
                        new PassTools(
                                new FrameReader(new FrameLimits(64 << 20, 100_000_000)),
                                64 << 20,
                                parser,
                                renderers,
                                new FixedCatalogue(),
                                new ClipTools(Films.CONFIG, Films.limits(), 64 << 20),
                                true,
                                new ReuseOption(false, Reuse.DEFAULT)),
                        new ResultIdentity(
                                parser.model(),
                                parser::options,
                                options -> renderers.colours(options, parser.layers())),
                        new PassProgress(new ProgressRegistry(new StagePace()), HEARD),
                        leaseExpires),
                Duration.ofMillis(100),
                turns);
    }

    private static ObjectInfo uploaded(String prefix, String marker) throws Exception {
        return uploaded(prefix, marker, FRAMES);
    }

    private static ObjectInfo uploaded(String prefix, String marker, int frames) throws Exception {
        for (int i = 1; i <= frames; i++) {
            String name = "plate.%04d.jpg".formatted(i);
            put(prefix + name, SmallWalk.frame(i), Map.of());
        }
        put(prefix + "notes.txt", "not a frame".getBytes(UTF_8), Map.of());
        return marked(prefix, marker, LABELS);
    }

    private static void put(String key, byte[] bytes, Map<String, String> metadata) {
        store.upload("uploads", key, bytes, "application/octet-stream", metadata)
                .await()
                .atMost(LIMIT);
    }

    private static ObjectInfo marked(String folder, String marker, Map<String, String> metadata) {
        put(folder + "shot.json", marker.getBytes(UTF_8), metadata);
        return store.head("uploads", folder + "shot.json").await().atMost(LIMIT);
    }

    private static Outcome pass(BucketShots shots, ObjectInfo marker) {
        return shots.pass(marker).await().atMost(LIMIT);
    }

    /** The results of a shot by what follows their prefix, without the times that frames were uploaded at. */
    private static Map<String, String> results(String prefix) {
        Map<String, String> results = new TreeMap<>();
        for (ObjectInfo object :
                store.list("results", prefix).collect().asList().await().atMost(LIMIT)) {
            byte[] bytes = store.get("results", object.key(), 64 << 20).await().atMost(LIMIT);
            boolean own = object.key().endsWith("frames.sha256")
                    || object.key().contains("/parse/")
                    || object.key().endsWith("state.bin");
            String text = new String(bytes, UTF_8)
                    .replaceAll("\"modified\" ?: ?\\d+,", "")
                    .replace(prefix, "");
            boolean shown = object.key().endsWith(".json") || object.key().endsWith(".jsonl");
            String content = shown ? text : Sha256.of(bytes);
            results.put(object.key().substring(prefix.length()), own ? "" : content);
        }
        return results;
    }

    @Test
    void aMarkerMakesAShotAndAKilledPassEndsWithTheSameBytes() throws Exception {
        ObjectInfo marker = uploaded("whole/", "");
        Outcome whole = pass(process(parser, LIMIT), marker);
        assertThat(whole).isInstanceOf(Outcome.Parsed.class);
        Manifest manifest = ((Outcome.Parsed) whole).manifest();
        assertThat(manifest.files()).hasSize(1 + FRAMES);
        assertThat(manifest.files().get(1).path()).isEqualTo("labels/plate.0001");
        assertThat(manifest.files().get(1).key()).isEqualTo("whole/plate_jpg/steady/labels/plate.0001.png");
        Map<String, String> results = results("whole/");
        assertThat(results.keySet())
                .contains("plate_jpg/shot.json", "plate_jpg/steady/labels.json", "shot_json/parse/shot.json")
                .doesNotContain("plate_jpg/steady/lease.txt");

        ObjectInfo second = uploaded("killed/", "");
        Stuck stuck = new Stuck(parser, FRAMES);
        BucketShots killed = process(stuck, LIMIT);
        killed.pass(second).subscribe().with(outcome -> {}, failure -> {});
        assertThat(stuck.reached.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        killed.stop(null);
        assertThat(results("killed/")).doesNotContainKey("plate_jpg/shot.json");
        // of a process that was killed with -9 the lease stays
        store.put("results", "killed/plate_jpg/steady/lease.txt", "somebody 3".getBytes(UTF_8), "text/plain", Map.of())
                .await()
                .atMost(LIMIT);

        Stuck counting = new Stuck(parser, Integer.MAX_VALUE);
        assertThat(pass(process(counting, Duration.ZERO), second)).isInstanceOf(Outcome.Parsed.class);
        assertThat(results("killed/")).isEqualTo(results);
        assertThat(counting.frames.get()).as("goes on").isLessThan(FRAMES);
        assertThat(pass(process(parser, LIMIT), second)).isInstanceOf(Outcome.AlreadyDone.class);
    }

    @Test
    void editsReachTheFramesAroundWithoutTheNetworkAndCanBeTakenBack() throws Exception {
        ObjectInfo marker = uploaded("edited/", "");
        assertThat(pass(process(parser, LIMIT), marker)).isInstanceOf(Outcome.Parsed.class);
        Map<String, String> before = results("edited/");
        String edits = "edited/plate_jpg/steady/edits/plate.0004.jpg.json";
        corrected(edits, "{\"kind\": \"swap-sides\", \"person\": 1}");
        Stuck counting = new Stuck(parser, Integer.MAX_VALUE);
        STANDINGS.clear();
        assertThat(pass(process(counting, LIMIT), marker)).isInstanceOf(Outcome.Parsed.class);
        assertThat(counting.frames.get()).isZero();
        List<Integer> redrawn = STANDINGS.stream()
                .filter(standing -> standing.toRedraw() > 0)
                .map(ShotProgress.Standing::redrawn)
                .distinct()
                .toList();
        int reached = STANDINGS.get(STANDINGS.size() - 1).toRedraw();
        assertThat(reached).isBetween(3, FRAMES);
        assertThat(redrawn).isEqualTo(IntStream.rangeClosed(0, reached).boxed().toList());
        Map<String, String> after = results("edited/");
        for (int frame : new int[] {3, 4, 5}) {
            String labels = "plate_jpg/steady/labels/plate.%04d.png".formatted(frame);
            assertThat(after.get(labels)).as(labels).isNotEqualTo(before.get(labels));
        }
        JsonNode frames = JsonMapper.builder()
                .build()
                .readTree(after.get("plate_jpg/shot.json"))
                .path("frames");
        assertThat(frames.get(3).at("/edited/own").asText()).hasSize(64);
        assertThat(frames.get(2).at("/edited/carried/0/file").asText()).endsWith("plate.0004.jpg");
        assertThat(frames.get(2).at("/edited/own").isMissingNode()).isTrue();
        assertThat(pass(process(parser, LIMIT), marker)).isInstanceOf(Outcome.AlreadyDone.class);

        corrected(edits, "");
        assertThat(pass(process(counting, LIMIT), marker)).isInstanceOf(Outcome.Parsed.class);
        assertThat(counting.frames.get()).isZero();
        Map<String, String> back = results("edited/");
        for (Map<String, String> all : List.of(before, back)) {
            all.keySet()
                    .removeIf(
                            key -> key.contains("/edits") || key.endsWith("state.bin") || key.endsWith("files.jsonl"));
        }
        assertThat(back).isEqualTo(before);
    }

    @Test
    void aCorrectionKilledHalfDrawnAndRevertedLeavesNothingBehind() throws Exception {
        ObjectInfo marker = uploaded("interrupted/", "", FEW);
        assertThat(pass(process(parser, LIMIT), marker)).isInstanceOf(Outcome.Parsed.class);
        Map<String, String> before = pictures("interrupted/");
        String edits = "interrupted/plate_jpg/steady/edits/plate.0002.jpg.json";
        corrected(edits, "{\"kind\": \"swap-sides\", \"person\": 1}");
        KILLED.add(marker.key());
        assertThatThrownBy(() -> pass(process(parser, LIMIT), marker)).hasMessageContaining("killed");
        assertThat(pictures("interrupted/")).as("half drawn").isNotEqualTo(before);

        corrected(edits, "");
        Stuck counting = new Stuck(parser, Integer.MAX_VALUE);
        assertThat(pass(process(counting, LIMIT), marker)).isInstanceOf(Outcome.Parsed.class);
        assertThat(counting.frames.get()).isZero();
        assertThat(pictures("interrupted/")).isEqualTo(before);
    }

    /** The pictures of a shot and what describes them. */
    private static Map<String, String> pictures(String prefix) {
        Map<String, String> results = drawn(prefix);
        results.keySet().removeIf(key -> key.endsWith("files.jsonl") || key.contains("/parse/"));
        return results;
    }

    private static void corrected(String key, String strokes) {
        String json = "{\"version\": 1, \"width\": %d, \"height\": %d, \"strokes\": [%s]}"
                .formatted(SmallWalk.WIDTH, SmallWalk.HEIGHT, strokes);
        store.put("results", key, json.getBytes(UTF_8), "application/json", Map.of())
                .await()
                .atMost(LIMIT);
    }

    @Test
    void twoProcessesDoAShotOnce() throws Exception {
        ObjectInfo marker = uploaded("twice/", "", FEW);
        Stuck first = new Stuck(parser, Integer.MAX_VALUE);
        Stuck second = new Stuck(parser, Integer.MAX_VALUE);
        CompletableFuture<Outcome> one = process(first, LIMIT).pass(marker).subscribeAsCompletionStage();
        Outcome other = pass(process(second, LIMIT), marker);
        assertThat(List.of(one.get(60, TimeUnit.SECONDS), other))
                .hasOnlyElementsOfTypes(Outcome.Parsed.class, Outcome.AlreadyDone.class);
        assertThat(first.frames.get() + second.frames.get()).isEqualTo(FEW);
    }

    @Test
    void aShortShotDoesNotWaitForAnotherCallersLongOneWhichEndsWithTheSameBytes() throws Exception {
        assertThat(pass(process(parser, LIMIT), uploaded("alone/", ""))).isInstanceOf(Outcome.Parsed.class);
        uploaded("long/", "");
        Map<String, String> alice = Map.of("limn-output", "labels", "limn-caller", "a");
        ObjectInfo first = marked("long/", "", alice);
        ObjectInfo next = marked("next/", "{\"frames\": [\"long/plate.0001.jpg\"]}", alice);
        ObjectInfo other = marked(
                "short/",
                "{\"frames\": [\"long/plate.0001.jpg\"]}",
                Map.of("limn-output", "labels", "limn-caller", "b"));
        BucketShots shots = process(parser, LIMIT, new ShotTurns(Duration.ofMillis(1), 0));
        List<String> ended = new CopyOnWriteArrayList<>();
        CompletableFuture<?>[] all = new CompletableFuture<?>[3];
        int i = 0;
        for (ObjectInfo marker : List.of(first, next, other)) {
            all[i++] = shots.pass(marker)
                    .invoke(outcome -> ended.add(marker.key()))
                    .subscribeAsCompletionStage();
        }
        CompletableFuture.allOf(all).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(ended).containsExactly("short/shot.json", "long/shot.json", "next/shot.json");
        assertThat(results("long/")).isEqualTo(results("alone/"));
    }

    @Test
    void aShortShotDoesNotWaitForAnotherCallersCorrectionsAndNoneIsLost() throws Exception {
        uploaded("aside/", "", FEW);
        uploaded("paused/", "", FEW);
        Map<String, String> alice = Map.of("limn-output", "labels", "limn-caller", "a");
        ObjectInfo alone = marked("aside/", "", alice);
        ObjectInfo corrected = marked("paused/", "", alice);
        ObjectInfo other = marked(
                "brief/",
                "{\"frames\": [\"paused/plate.0001.jpg\"]}",
                Map.of("limn-output", "labels", "limn-caller", "b"));
        BucketShots patient = process(parser, LIMIT);
        for (ObjectInfo marker : List.of(alone, corrected)) {
            assertThat(pass(patient, marker)).isInstanceOf(Outcome.Parsed.class);
        }
        String first = "plate_jpg/steady/edits/plate.0002.jpg.json";
        String second = "plate_jpg/steady/edits/plate.0004.jpg.json";
        String swap = "{\"kind\": \"swap-sides\", \"person\": 1}";
        corrected("aside/" + first, swap);
        assertThat(pass(patient, alone)).isInstanceOf(Outcome.Parsed.class);
        Map<String, String> withFirst = drawn("aside/");
        corrected("aside/" + second, swap);
        assertThat(pass(patient, alone)).isInstanceOf(Outcome.Parsed.class);
        Map<String, String> withBoth = drawn("aside/");
        assertThat(withBoth).isNotEqualTo(withFirst);

        corrected("paused/" + first, swap);
        BucketShots shots = process(parser, LIMIT, new ShotTurns(Duration.ZERO, 0));
        List<String> ended = new CopyOnWriteArrayList<>();
        CompletableFuture<Outcome> redrawn = shots.pass(corrected)
                .invoke(outcome -> ended.add(corrected.key()))
                .subscribeAsCompletionStage();
        CompletableFuture<Outcome> brief = shots.pass(other)
                .invoke(outcome -> ended.add(other.key()))
                .invoke(outcome -> corrected("paused/" + second, swap))
                .subscribeAsCompletionStage();
        assertThat(brief.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Outcome.Parsed.class);
        assertThat(redrawn.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Outcome.Parsed.class);
        assertThat(ended).containsExactly(other.key(), corrected.key());
        assertThat(drawn("paused/")).isEqualTo(withFirst);
        assertThat(pass(patient, corrected)).as("the later correction").isInstanceOf(Outcome.Parsed.class);
        assertThat(drawn("paused/")).isEqualTo(withBoth);
        assertThat(pass(patient, corrected)).isInstanceOf(Outcome.AlreadyDone.class);
    }

    /** The results of a shot without its edits. */
    private static Map<String, String> drawn(String prefix) {
        Map<String, String> results = results(prefix);
        results.keySet().removeIf(key -> key.contains("/edits"));
        return results;
    }

    @Test
    void aShotMayNameItsFramesElsewhere() throws Exception {
        uploaded("plates/", "", FEW);
        ObjectInfo byPrefix = marked("one/", "{\"frames\": \"plates\"}", LABELS);
        assertThat(pass(process(parser, LIMIT), byPrefix)).isInstanceOf(Outcome.Parsed.class);
        assertThat(results("one/")).containsKey("plate_jpg/steady/labels/plate.0004.png");
        ObjectInfo byKeys =
                marked("two/", "{\"frames\": [\"plates/plate.0002.jpg\", \"plates/plate.0001.jpg\"]}", LABELS);
        assertThat(pass(process(parser, LIMIT), byKeys)).isInstanceOf(Outcome.Parsed.class);
        assertThat(results("two/"))
                .containsKey("plate_jpg/steady/labels/plate.0002.png")
                .doesNotContainKey("plate_jpg/steady/labels/plate.0003.png");
    }

    @Test
    void aShotMayReuseWhatDidNotChange() throws Exception {
        byte[] plate = Files.readAllBytes(Path.of("samples/walk/plate.0001.jpg"));
        put("reuse/plate.0001.jpg", plate, Map.of());
        put("reuse/plate.0002.jpg", plate, Map.of());
        BucketShots shots = process(parser, LIMIT);
        Map<String, String> asked = new TreeMap<>(LABELS);
        asked.put("limn-reuse", "perhaps");
        assertThat(pass(shots, marked("reuse/", "", asked)))
                .isInstanceOfSatisfying(Outcome.Rejected.class, outcome -> assertThat(
                                outcome.manifest().error().detail())
                        .contains("limn-reuse")
                        .contains("yes, no, or frames from 1 to 10000"));
        asked.put("limn-reuse", "12");
        assertThat(pass(shots, marked("reuse/", "", asked))).isInstanceOf(Outcome.Parsed.class);
        assertThat(results("reuse/")).containsKey("plate_jpg/steady/labels/plate.0002.png");
        assertThat(pass(shots, marked("reuse/", "", asked))).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(pass(shots, marked("reuse/", "", LABELS)))
                .as("whole frames are another result")
                .isInstanceOf(Outcome.Parsed.class);
    }

    @Test
    void invalidShotsAreRefusedForGood() throws Exception {
        assertThat(refusal(marked("empty/", "", LABELS))).contains("There is no frame");
        assertThat(refusal(marked("bad/", "{\"frames\": 7}", LABELS))).contains("'frames' must be");
        assertThat(refusal(marked("gone/", "{\"frames\": [\"x/1.png\"]}", LABELS)))
                .isEqualTo("There is no frame 'x/1.png' in the bucket.");
        assertThat(refusal(marked("odd/", "", Map.of("limn-output", "nothing"))))
                .contains("nothing");
    }

    @Test
    void anUploadedClipIsAShotWhoseFramesCanBeFetchedWhileItRuns(@TempDir Path folder) throws Exception {
        Films.installed();
        Path clip = Films.make(
                folder.resolve("walk.mkv"),
                "-loop 1 -i samples/walk/plate.%04d.jpg -frames:v 11 -vf scale=160:90 -c:v ffv1");
        byte[] bytes = Files.readAllBytes(clip);
        Map<String, String> wanted = Map.of("limn-output", "labels,thumbnail");
        put("clips/walk.mkv", bytes, wanted);
        ObjectInfo upload = store.head("uploads", "clips/walk.mkv").await().atMost(LIMIT);
        assertThat(ShotMarker.is(upload.key())).isTrue();
        assertThat(pass(process(parser, LIMIT), upload)).isInstanceOf(Outcome.Parsed.class);
        Map<String, String> results = results("clips/");
        assertThat(results.keySet())
                .contains("walk_mkv/steady/labels/walk.0008.png", "walk_mkv/steady/thumbnail/walk.0001.jpg");
        assertThat(results.get("walk_mkv/shot.json")).contains("\"codec\" : \"ffv1\"", "steady/labels/walk.0001.png");

        put("killed-clip/walk.mkv", bytes, wanted);
        ObjectInfo second =
                store.head("uploads", "killed-clip/walk.mkv").await().atMost(LIMIT);
        Stuck stuck = new Stuck(parser, 10);
        BucketShots killed = process(stuck, LIMIT);
        killed.pass(second).subscribe().with(outcome -> {}, failure -> {});
        assertThat(stuck.reached.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        ShotResults asked = new ShotResults(() -> store, StoreConfigs.mapping(StoreConfig.class, "limn.store"));
        ShotStanding standing =
                asked.standing(second.key()).await().atMost(LIMIT).orElseThrow();
        assertThat(standing).isEqualTo(new ShotStanding("killed-clip/walk_mkv", 11, 4));
        List<String> reports = asked.frames(standing, 1, 2).await().atMost(LIMIT);
        assertThat(reports).hasSize(2);
        assertThat(reports.get(0)).contains("\"frame\":2", "steady/thumbnail/walk.0002.jpg");
        assertThat(asked.file(standing, "steady/thumbnail/walk.0002.jpg")
                        .await()
                        .atMost(LIMIT))
                .isPresent();
        assertThat(asked.file(standing, "steady/lease.txt").await().atMost(LIMIT))
                .isEmpty();
        killed.stop(null);
        assertThat(pass(process(parser, Duration.ZERO), second)).isInstanceOf(Outcome.Parsed.class);
        assertThat(results("killed-clip/")).isEqualTo(results);

        put("clips/odd.mov", "no clip".getBytes(UTF_8), wanted);
        assertThat(refusal(store.head("uploads", "clips/odd.mov").await().atMost(LIMIT)))
                .startsWith("The clip odd.mov can't be read");
    }

    private static String refusal(ObjectInfo marker) {
        Outcome outcome = pass(process(parser, LIMIT), marker);
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return ((Outcome.Rejected) outcome).problem().detail();
    }
}
