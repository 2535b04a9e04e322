package io.limn.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.job.ProgressRegistry;
import io.limn.job.StagePace;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.output.Rendered;
import io.limn.parsing.ModelId;
import io.limn.problem.Problem;
import io.limn.process.Polling;
import io.limn.result.BucketSink;
import io.limn.result.Manifest;
import io.limn.result.ResultKeys;
import io.limn.store.EmbeddedS3;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.ObjectVersion;
import io.limn.store.StoreConfig;
import io.limn.store.StoreConfigs;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in buckets of a real store, as processes see them that share nothing else. */
class JobStoreTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final List<ObjectInfo> arrived = Collections.synchronizedList(new ArrayList<>());
    private StoreConfig config;
    private EmbeddedS3 server;
    private ObjectStore store;

    @BeforeEach
    void start() {
        config = StoreConfigs.embedded(folder.resolve("data"));
        server = EmbeddedS3.start(config);
        store = server.client();
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private JobStore jobStore(JobRules rules) {
        return new JobStore(rules, config, () -> store, () -> arrived::add, new ProgressRegistry(new StagePace()));
    }

    private static JobRules rules(Duration timeout, Duration age) {
        return new JobRules("jobs/", timeout, age, Optional.empty());
    }

    private JobRecord put(String... names) {
        List<NewPicture> pictures = new ArrayList<>();
        for (String name : names) {
            pictures.add(new NewPicture.InMemory(name, ("bytes of " + name).getBytes(UTF_8)));
        }
        return done(jobStore(rules(LONG, LONG)).put(pictures, EnumSet.of(Output.LABELS), RenderOptions.DEFAULT))
                .record();
    }

    /** As a worker does, anywhere. */
    private void finish(JobRecord.Frame frame, Problem error) {
        ResultKeys keys = ResultKeys.of(frame.key());
        BucketSink sink = new BucketSink(store, "results");
        Rendered labels = Rendered.of(Output.LABELS, "labels".getBytes(UTF_8));
        done(sink.put(keys.of(labels), labels));
        done(sink.commit(keys.manifest(), manifest(frame, keys.of(labels), error)));
    }

    private static Manifest manifest(JobRecord.Frame frame, String labels, Problem error) {
        return new Manifest(
                Manifest.SourceInfo.of(
                        new ObjectVersion("uploads", frame.key(), frame.eTag(), null, frame.size()), null),
                new ModelId("tiny", "1", "00"),
                null,
                error == null ? 4 : null,
                error == null ? 3 : null,
                error == null ? List.of() : null,
                null,
                Map.of(),
                error == null ? List.of(new Manifest.OutputFile("labels", null, labels, "image/png", 6, "00")) : null,
                error);
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }

    private List<String> keys(String bucket) {
        return done(store.list(bucket, "").map(ObjectInfo::key).collect().asList());
    }

    @Test
    void jobsAreSharedAmongProcesses() {
        JobRecord job = put("a.jpg", "b.jpg");
        JobStore other = jobStore(rules(LONG, LONG));
        JobSnapshot begun = done(other.find(job.id())).orElseThrow();
        assertThat(begun.record()).isEqualTo(job);
        assertThat(begun.ended()).isNull();
        assertThat(begun.frames()).extracting(JobSnapshot.Frame::state).containsOnly(new JobSnapshot.Open(false));
        finish(job.frames().get(0), null);
        Problem problem = new Problem("urn:limn:problem:damaged-image", "Damaged", 422, "It ends in the middle.");
        finish(job.frames().get(1), problem);
        JobSnapshot ended = done(other.find(job.id())).orElseThrow();
        assertThat(ended.ended())
                .isBetween(job.created().minusSeconds(5), Instant.now().plusSeconds(5));
        assertThat(ended.frames().get(0).state()).isInstanceOfSatisfying(JobSnapshot.Done.class, state -> assertThat(
                        state.result().width())
                .isEqualTo(4));
        assertThat(ended.frames().get(1).state())
                .isInstanceOfSatisfying(JobSnapshot.Failed.class, state -> assertThat(state.problem())
                        .isEqualTo(problem));
    }

    @Test
    void everyPictureIsUploadedWithItsOptionsAndReported() {
        JobRecord job = put("a.jpg", "a.jpg");
        assertThat(job.frames())
                .extracting(JobRecord.Frame::key)
                .containsExactly("jobs/" + job.id() + "/1/a.jpg", "jobs/" + job.id() + "/2/a.jpg");
        for (JobRecord.Frame frame : job.frames()) {
            ObjectInfo upload = done(store.head("uploads", frame.key()));
            assertThat(upload.eTag()).isEqualTo(frame.eTag());
            assertThat(upload.metadata())
                    .containsEntry("limn-outputs", "labels")
                    .containsEntry("limn-job", job.id());
            assertThat(upload.isOwnOutput()).isFalse();
        }
        assertThat(arrived)
                .extracting(ObjectInfo::eTag)
                .containsExactlyInAnyOrderElementsOf(
                        job.frames().stream().map(JobRecord.Frame::eTag).toList());
    }

    @Test
    void aFileOnDiskIsPassedOnUnchanged() throws Exception {
        Path file = Files.write(folder.resolve("upload.tmp"), new byte[300_000]);
        JobRecord job = done(jobStore(rules(LONG, LONG))
                        .put(
                                List.of(new NewPicture.OnDisk("a.png", file, 300_000)),
                                EnumSet.of(Output.LABELS),
                                RenderOptions.DEFAULT))
                .record();
        assertThat(done(store.get("uploads", job.frames().get(0).key(), 1 << 20)))
                .isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void theManifestOfAnOlderPictureUnderTheSameKeyIsIgnored() {
        JobRecord job = put("a.jpg");
        JobRecord.Frame frame = job.frames().get(0);
        finish(new JobRecord.Frame(1, "a.jpg", frame.key(), "another", 3), null);
        assertThat(done(jobStore(rules(LONG, LONG)).find(job.id()))
                        .orElseThrow()
                        .frames()
                        .get(0)
                        .state())
                .isEqualTo(new JobSnapshot.Open(true));
    }

    @Test
    void workNotDoneInTimeFailsAndIsDoneLater() {
        JobRecord job = put("a.jpg");
        JobStore impatient = jobStore(rules(Duration.ofMillis(1), LONG));
        assertThat(done(impatient.find(job.id())).orElseThrow().frames().get(0).state())
                .isInstanceOfSatisfying(
                        JobSnapshot.Failed.class,
                        state -> assertThat(state.problem().status()).isEqualTo(504));
        finish(job.frames().get(0), null);
        assertThat(done(impatient.find(job.id())).orElseThrow().frames().get(0).state())
                .isInstanceOf(JobSnapshot.Done.class);
    }

    @Test
    void aForeignTextIsNotAJob() {
        JobStore jobStore = jobStore(rules(LONG, LONG));
        for (String id : List.of("nobody", "", "../../etc", "0B9F6C1E-5D0C-4F0E-9A55-3F6F1C7A2B10")) {
            assertThat(done(jobStore.find(id))).isEmpty();
            assertThat(done(jobStore.remove(id))).isFalse();
        }
        assertThat(done(jobStore.find("0b9f6c1e-5d0c-4f0e-9a55-3f6f1c7a2b10"))).isEmpty();
    }

    @Test
    void removingAJobRemovesAllOfItAndNothingElse() {
        JobRecord job = put("a.jpg", "b.jpg");
        JobRecord other = put("c.jpg");
        finish(job.frames().get(0), null);
        assertThat(done(jobStore(rules(LONG, LONG)).remove(job.id()))).isTrue();
        JobStore jobStore = jobStore(rules(LONG, LONG));
        assertThat(done(jobStore.find(job.id()))).isEmpty();
        assertThat(done(jobStore.remove(job.id()))).isFalse();
        assertThat(keys("uploads")).containsExactly(other.frames().get(0).key());
        assertThat(keys("results")).containsExactly("jobs/" + other.id() + "/job.json");
    }

    @Test
    void aJobThatCannotBeStoredCompletelyLeavesNothing() {
        NewPicture broken = new NewPicture.OnDisk("b.jpg", folder.resolve("not there"), 3);
        NewPicture sound = new NewPicture.InMemory("a.jpg", new byte[3]);
        assertThatThrownBy(() -> done(jobStore(rules(LONG, LONG))
                        .put(List.of(sound, broken), EnumSet.of(Output.LABELS), RenderOptions.DEFAULT)))
                .isInstanceOf(RuntimeException.class);
        assertThat(keys("results")).isEmpty();
    }

    @Test
    void aRecordIsWrittenOnceAndNeverOverwritten() {
        done(store.create("results", "jobs/x/job.json", "one".getBytes(UTF_8), "application/json"));
        done(store.create("results", "jobs/x/job.json", "one".getBytes(UTF_8), "application/json"));
        assertThatThrownBy(() ->
                        done(store.create("results", "jobs/x/job.json", "two".getBytes(UTF_8), "application/json")))
                .isInstanceOfSatisfying(StoreException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(StoreException.Kind.CHANGED));
        assertThat(done(store.get("results", "jobs/x/job.json", 10))).isEqualTo("one".getBytes(UTF_8));
    }

    @Test
    void theSweepRemovesExpiredJobsAndKeepsUnfinishedOnes() {
        JobRecord ended = put("a.jpg");
        finish(ended.frames().get(0), null);
        JobRecord awaited = put("b.jpg");
        done(store.upload("uploads", "shot/own.jpg", new byte[3], "image/jpeg", Map.of()));
        String orphan = "jobs/0b9f6c1e-5d0c-4f0e-9a55-3f6f1c7a2b10/1/c.jpg";
        done(store.upload("uploads", orphan, new byte[3], "image/jpeg", Map.of()));
        JobRules rules = rules(LONG, Duration.ofMinutes(15));
        JobSweep sweep = new JobSweep(rules, config, () -> store, jobStore(rules));
        Instant now = Instant.now();
        assertThat(done(sweep.run(now.plus(Duration.ofMinutes(14))))).isZero();
        assertThat(done(sweep.run(now.plus(Duration.ofMinutes(16))))).isEqualTo(1);
        assertThat(keys("uploads"))
                .containsExactlyInAnyOrder(awaited.frames().get(0).key(), "shot/own.jpg", orphan);
        assertThat(done(sweep.run(now.plus(Duration.ofMinutes(40))))).isEqualTo(1);
        assertThat(keys("uploads"))
                .doesNotContain(orphan)
                .contains(awaited.frames().get(0).key());
    }

    @Test
    void anUnreadableJobDoesNotKeepOthersFromBeingRemoved() throws Exception {
        JobRules rules = rules(LONG, Duration.ofMinutes(15));
        for (int i = 0; i < 3; i++) {
            finish(put("a.jpg").frames().get(0), null);
        }
        String unreadable = "jobs/00000000-0000-4000-8000-000000000000/";
        done(store.put("results", unreadable + "job.json", "{".getBytes(UTF_8), "application/json", Map.of()));
        Files.write(
                Files.createDirectories(folder.resolve("data/uploads/" + unreadable + "1"))
                        .resolve("a\uFFFE.jpg"),
                new byte[1]);
        assertThat(done(new JobSweep(rules, config, () -> store, jobStore(rules))
                        .run(Instant.now().plus(Duration.ofDays(1)))))
                .isEqualTo(3);
        assertThat(keys("results")).containsExactly(unreadable + "job.json");
    }

    @Test
    void anExpiredJobIsGoneForCallersBeforeItIsSwept() {
        JobRecord job = put("a.jpg");
        finish(job.frames().get(0), null);
        assertThat(done(jobStore(rules(LONG, LONG)).find(job.id()))).isPresent();
        JobStore expired = jobStore(rules(LONG, Duration.ofMillis(1)));
        Polling.until(LIMIT, () -> done(expired.find(job.id())).isEmpty());
    }
}
