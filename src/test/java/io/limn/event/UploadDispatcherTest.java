package io.limn.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.event.CatchUp.Ending;
import io.limn.event.shape.EventParser;
import io.limn.event.shape.ObjectCreated;
import io.limn.event.shape.ParsedEvent;
import io.limn.job.Admission;
import io.limn.job.Outcome;
import io.limn.job.ProgressRegistry;
import io.limn.job.StagePace;
import io.limn.job.UploadSubmitter;
import io.limn.output.Output;
import io.limn.problem.FrameFailedException;
import io.limn.request.FixedCatalogue;
import io.limn.result.MemorySink;
import io.limn.store.EmbeddedS3;
import io.limn.store.LocalServers;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.ObjectVersion;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalServers.class)
class UploadDispatcherTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final MemorySink trusting = new MemorySink();
    private final MemorySink verifying = new MemorySink();
    private EmbeddedS3 server;
    private ObjectStore store;

    @BeforeEach
    void start(EmbeddedS3 server, ObjectStore client) {
        this.server = server;
        store = client;
    }

    private UploadDispatcher dispatcher(RecordingQueue queue, String... properties) {
        String[] quick = {"retry-delay", "1ms", "retry-max-delay", "5ms"};
        String[] all =
                Stream.concat(Arrays.stream(quick), Arrays.stream(properties)).toArray(String[]::new);
        EventConfig config = EventConfigTest.of(all);
        return new UploadDispatcher(
                config,
                "uploads",
                store,
                new UploadAttempt(
                        config,
                        new UploadSubmitter(queue, new FixedCatalogue(), new ProgressRegistry(new StagePace()))::submit,
                        trusting,
                        verifying),
                new EditUploads(store, "results"));
    }

    private CatchUp catchUp(UploadDispatcher dispatcher) {
        return new CatchUp(EventConfigTest.of(), "uploads", () -> store, () -> dispatcher);
    }

    private String upload(String key, String content) {
        return store.upload("uploads", key, content.getBytes(UTF_8), "image/jpeg", Map.of())
                .await()
                .atMost(LIMIT);
    }

    private static ObjectCreated event(String key, String eTag) {
        return new ObjectCreated(new ObjectVersion("uploads", key, eTag, null, -1));
    }

    private static CompletableFuture<Optional<Outcome>> begin(Uni<Optional<Outcome>> uni) {
        return uni.subscribeAsCompletionStage();
    }

    private static Optional<Outcome> end(CompletableFuture<Optional<Outcome>> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void theSameEventTwiceIsHandledOnce() throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue);
        String eTag = upload("a.jpg", "one");
        var first = begin(dispatcher.accept(event("a.jpg", eTag)));
        RecordingQueue.Work work = queue.next();
        var second = begin(dispatcher.accept(info("a.jpg", eTag)));
        assertThat(queue.isIdle()).isTrue();
        work.parsed();
        assertThat(end(first)).containsInstanceOf(Outcome.Parsed.class);
        assertThat(end(second)).isEqualTo(end(first));
        assertThat(queue.asked).hasSize(1);
        assertThat(dispatcher.pending()).isZero();
    }

    @Test
    void cancellingOneWaiterDoesNotStopTheWorkForOthers() throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue);
        ObjectInfo info = info("a.jpg", upload("a.jpg", "one"));
        var first = begin(dispatcher.accept(info));
        RecordingQueue.Work work = queue.next();
        var second = begin(dispatcher.accept(info));
        first.cancel(true);
        work.parsed();
        assertThat(end(second)).containsInstanceOf(Outcome.Parsed.class);
    }

    @Test
    void aFrameOverwrittenMidwayEndsWithTheResultsOfItsNewestVersion() throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue);
        String one = upload("a.jpg", "one");
        begin(dispatcher.accept(info("a.jpg", one)));
        RecordingQueue.Work older = queue.next();
        String two = upload("a.jpg", "two");
        var middle = begin(dispatcher.accept(info("a.jpg", two)));
        String three = upload("a.jpg", "three");
        var newest = begin(dispatcher.accept(info("a.jpg", three)));
        var late = begin(dispatcher.accept(info("a.jpg", one)));
        assertThat(queue.isIdle()).isTrue();
        older.superseded();
        RecordingQueue.Work now = queue.next();
        assertThat(now.source().eTag()).isEqualTo(three);
        now.parsed();
        assertThat(end(newest)).containsInstanceOf(Outcome.Parsed.class);
        assertThat(end(middle)).containsInstanceOf(Outcome.Parsed.class);
        assertThat(end(late)).containsInstanceOf(Outcome.Parsed.class);
        assertThat(queue.asked).extracting(ObjectVersion::eTag).containsExactly(one, three);
    }

    @Test
    void theSameBytesWithOtherOptionsAreDoneAgain() throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue);
        ObjectInfo plain = info("a.jpg", upload("a.jpg", "one"));
        begin(dispatcher.accept(plain));
        RecordingQueue.Work first = queue.next();
        store.upload("uploads", "a.jpg", "one".getBytes(UTF_8), "image/jpeg", Map.of("limn-outputs", "persons"))
                .await()
                .atMost(LIMIT);
        var again = begin(dispatcher.accept(event("a.jpg", plain.eTag())));
        first.parsed();
        RecordingQueue.Work second = queue.next();
        assertThat(second.request().outputs()).containsExactly(Output.PERSONS);
        second.parsed();
        assertThat(end(again)).containsInstanceOf(Outcome.Parsed.class);
    }

    @Test
    void uploadsOfJobsAreAdmittedWhileABucketFillsItsShare() throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue, "max-pending", "16");
        for (int i = 0; i < 16; i++) {
            begin(dispatcher.accept(info(i + ".jpg", "e" + i)));
            queue.next();
        }
        ObjectInfo awaited = new ObjectInfo(
                new ObjectVersion("uploads", "jobs/x/1/a.jpg", "e", null, 3), Instant.now(), Map.of("limn-job", "x"));
        begin(dispatcher.accept(awaited));
        RecordingQueue.Work work = queue.next();
        assertThat(work.source().key()).isEqualTo(awaited.key());
        assertThat(work.lane()).isEqualTo(Admission.AWAITED);
    }

    @Test
    void aCallerWithFewFramesIsAdmittedWhileAnotherFillsTheQueueOfJobs() throws Exception {
        UploadDispatcher dispatcher = dispatcher(new RecordingQueue(false), "max-pending", "16");
        for (int i = 0; i < 32; i++) {
            begin(dispatcher.accept(frameOfJob("many", i)));
        }
        assertFull(dispatcher, frameOfJob("many", 32));
        for (int i = 0; i < 16; i++) {
            begin(dispatcher.accept(frameOfJob("few" + i, 0)));
            assertFull(dispatcher, frameOfJob("few" + i, 1));
        }
        assertFull(dispatcher, frameOfJob("another", 0));
    }

    private static void assertFull(UploadDispatcher dispatcher, ObjectInfo frame) {
        assertThatThrownBy(() -> end(begin(dispatcher.accept(frame))))
                .hasRootCauseInstanceOf(DispatcherFullException.class);
    }

    private static ObjectInfo frameOfJob(String caller, int number) {
        String key = "jobs/" + caller + "/" + number + "/a.jpg";
        return new ObjectInfo(
                new ObjectVersion("uploads", key, "e", null, 3),
                Instant.now(),
                Map.of("limn-job", "x", "limn-caller", caller));
    }

    @Test
    void supersededWorkEndsWithTheNewerVersionVerified() throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue);
        var news = begin(dispatcher.accept(event("a.jpg", upload("a.jpg", "one"))));
        RecordingQueue.Work older = queue.next();
        assertThat(older.sink()).isSameAs(trusting);
        String two = upload("a.jpg", "two");
        older.superseded();
        RecordingQueue.Work newer = queue.next();
        assertThat(news)
                .as("its messenger is not told before the newer one is done")
                .isNotDone();
        assertThat(newer.source().eTag()).isEqualTo(two);
        assertThat(newer.sink()).isSameAs(verifying);
        newer.parsed();
        assertThat(end(news)).containsInstanceOf(Outcome.Parsed.class);
        assertThat(dispatcher.pending()).isZero();
    }

    @Test
    void workOnAMissingFrameEndsAsSuperseded() throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue);
        var news = begin(dispatcher.accept(event("a.jpg", upload("a.jpg", "one"))));
        RecordingQueue.Work work = queue.next();
        store.delete("uploads", "a.jpg").await().atMost(LIMIT);
        work.superseded();
        assertThat(end(news)).containsInstanceOf(Outcome.Superseded.class);
    }

    @Test
    void readsOfAConstantlyChangingObjectAreGivenUp() {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue);
        var news = begin(dispatcher.accept(event("a.jpg", upload("a.jpg", "one"))));
        assertThatThrownBy(() -> {
                    while (!news.isDone()) {
                        queue.next().superseded();
                    }
                    end(news);
                })
                .hasRootCauseMessage("'a.jpg' changes too often");
    }

    @Test
    void workThatMayHaveBegunIsVerified() throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue, "retries", "1");
        ObjectCreated event = event("a.jpg", upload("a.jpg", "one"));
        var again = begin(dispatcher.accept(event, true));
        RecordingQueue.Work work = queue.next();
        assertThat(work.sink()).isSameAs(verifying);
        work.parsed();
        end(again);

        var retried = begin(dispatcher.accept(event));
        queue.next().fails(new FrameFailedException("no memory", null));
        work = queue.next();
        assertThat(work.sink()).isSameAs(verifying);
        work.fails(new FrameFailedException("no memory", null));
        assertThatThrownBy(() -> end(retried)).hasRootCauseInstanceOf(FrameFailedException.class);

        var later = begin(dispatcher.accept(event));
        work = queue.next();
        assertThat(work.sink()).as("the last time it failed").isSameAs(verifying);
        work.parsed();
        end(later);
    }

    @Test
    void aRetryReadsTheFrameThatIsThereByThen() throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue);
        var news = begin(dispatcher.accept(event("a.jpg", upload("a.jpg", "one"))));
        RecordingQueue.Work work = queue.next();
        String two = upload("a.jpg", "two");
        work.fails(new FrameFailedException("no memory", null));
        work = queue.next();
        assertThat(work.source().eTag()).isEqualTo(two);
        work.parsed();
        assertThat(end(news)).containsInstanceOf(Outcome.Parsed.class);
    }

    @Test
    void lateEventsMeanTheCurrentObject() throws Exception {
        RecordingQueue queue = new RecordingQueue(true);
        UploadDispatcher dispatcher = dispatcher(queue);
        String old = upload("a.jpg", "one");
        String now = upload("a.jpg", "two");
        end(begin(dispatcher.accept(event("a.jpg", old))));
        assertThat(queue.asked).extracting(ObjectVersion::eTag).containsExactly(now);
    }

    @Test
    void anUnencodedKeyIsFoundAsItStandsInTheEvent() throws Exception {
        RecordingQueue queue = new RecordingQueue(true);
        UploadDispatcher dispatcher = dispatcher(queue);
        for (String key : new String[] {"ceph/take+2.0001.jpg", "ceph/50%20off.jpg"}) {
            upload(key, "one");
            String event =
                    "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"uploads\"},"
                            + "\"object\":{\"key\":\"" + key + "\"}}}]}";
            ObjectCreated created =
                    ((ParsedEvent.Created) EventParser.read(event)).objects().get(0);
            assertThat(end(begin(dispatcher.accept(created)))).isPresent();
        }
        assertThat(queue.asked).hasSize(2);
    }

    @Test
    void foreignObjectsAreLeftAlone() throws Exception {
        RecordingQueue queue = new RecordingQueue(true);
        UploadDispatcher dispatcher = dispatcher(queue);
        store.put("uploads", "copied.png", new byte[3], "image/png", Map.of())
                .await()
                .atMost(LIMIT);
        store.upload("uploads", "folder/", new byte[0], "a/b", Map.of()).await().atMost(LIMIT);
        assertThat(end(begin(dispatcher.accept(event("copied.png", null))))).isEmpty();
        assertThat(end(begin(dispatcher.accept(event("folder/", null))))).isEmpty();
        assertThat(end(begin(dispatcher.accept(event("gone.jpg", "x"))))).isEmpty();
        assertThat(end(begin(
                        dispatcher.accept(new ObjectCreated(new ObjectVersion("results", "a.png", "x", null, 1))))))
                .isEmpty();
        assertThat(queue.asked).isEmpty();
    }

    @Test
    void storeFailuresAreRetriedAndRefusalsAreNot() throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue, "retries", "2");
        ObjectInfo info = info("a.jpg", upload("a.jpg", "one"));
        var kept = begin(dispatcher.accept(info));
        queue.next().fails(new StoreException(StoreException.Kind.UNAVAILABLE, "away", null));
        queue.next().fails(new FrameFailedException("no memory", null));
        queue.next().parsed();
        assertThat(end(kept)).containsInstanceOf(Outcome.Parsed.class);

        ObjectInfo other = info("b.jpg", upload("b.jpg", "two"));
        var denied = begin(dispatcher.accept(other));
        queue.next().fails(new StoreException(StoreException.Kind.DENIED, "not yours", null));
        assertThatThrownBy(() -> end(denied)).hasRootCauseInstanceOf(StoreException.class);
        assertThat(queue.isIdle()).isTrue();
        assertThat(dispatcher.isSettled(other))
                .as("rests before catch-up tries it again")
                .isTrue();
    }

    @Test
    void uploadsBeyondTheLimitAreLeftToCatchUp() throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue, "max-pending", "16");
        CompletableFuture<Void> room = new CompletableFuture<>();
        dispatcher.onRoom(() -> room.complete(null));
        for (int i = 0; i < 16; i++) {
            begin(dispatcher.accept(info(i + ".jpg", "e" + i)));
        }
        assertThatThrownBy(() -> end(begin(dispatcher.accept(info("more.jpg", "e")))))
                .hasRootCauseInstanceOf(DispatcherFullException.class);
        for (int i = 0; i < 8; i++) {
            assertThat(room).isNotDone();
            queue.next().parsed();
        }
        room.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space+plus%2B%.jpg",
                "ümläut/写真 📷.jpg",
                "/leading.jpg",
                "noextension",
                "a//b.jpg",
                "q?&=#.jpg"
            })
    void aKeyReachesTheQueueUnchangedThroughEventsAndCatchUp(String key) throws Exception {
        RecordingQueue queue = new RecordingQueue(false);
        UploadDispatcher dispatcher = dispatcher(queue);
        server.onCreated(object -> begin(dispatcher.accept(object)));
        upload(key, "bytes");
        RecordingQueue.Work work = queue.next();
        assertThat(work.source().key()).isEqualTo(key);
        work.parsed();
        RecordingQueue later = new RecordingQueue(true);
        catchUp(dispatcher(later)).run((k, e) -> {}).await().atMost(LIMIT);
        assertThat(later.asked).extracting(ObjectVersion::key).containsExactly(key);
    }

    @Test
    void catchUpFindsAndCountsUploadsWithoutAnEvent() {
        upload("a.jpg", "one");
        upload("b/c.jpg", "two");
        store.put("uploads", "mine.png", new byte[2], "image/png", Map.of())
                .await()
                .atMost(LIMIT);
        RecordingQueue queue = new RecordingQueue(true);
        UploadDispatcher dispatcher = dispatcher(queue);
        AtomicInteger heard = new AtomicInteger();
        CatchUpCounts counts = catchUp(dispatcher)
                .run((key, ending) -> heard.incrementAndGet())
                .await()
                .atMost(LIMIT);
        assertThat(counts.of(Ending.PARSED)).isEqualTo(2);
        assertThat(counts.of(Ending.IGNORED)).isEqualTo(1);
        assertThat(counts.total()).isEqualTo(3).isEqualTo(heard.get());
        assertThat(queue.asked).extracting(ObjectVersion::key).containsExactlyInAnyOrder("a.jpg", "b/c.jpg");
    }

    @Test
    void verifyingCatchUpChecksEveryResult() throws Exception {
        upload("a.jpg", "one");
        RecordingQueue queue = new RecordingQueue(false);
        var run = catchUp(dispatcher(queue)).verify((key, ending) -> {}).subscribeAsCompletionStage();
        RecordingQueue.Work work = queue.next();
        assertThat(work.sink()).isSameAs(verifying);
        work.parsed();
        assertThat(run.get(20, TimeUnit.SECONDS).of(Ending.PARSED)).isEqualTo(1);
    }

    @Test
    void scheduledCatchUpSkipsUploadsThatItKnowsToBeDone() {
        upload("a.jpg", "one");
        RecordingQueue queue = new RecordingQueue(true);
        CatchUp catchUp = catchUp(dispatcher(queue));
        assertThat(catchUp.runForNews().await().atMost(LIMIT).total()).isEqualTo(1);
        assertThat(catchUp.runForNews().await().atMost(LIMIT).total()).isZero();
        upload("a.jpg", "other");
        assertThat(catchUp.runForNews().await().atMost(LIMIT).total()).isEqualTo(1);
        assertThat(queue.asked).hasSize(2);
    }

    @Test
    void catchUpKeepsWithinItsLimitHoweverManyUploadsThereAre() throws Exception {
        for (int i = 0; i < 40; i++) {
            upload("many/" + i + ".jpg", "frame " + i);
        }
        RecordingQueue queue = new RecordingQueue(false);
        CompletableFuture<CatchUpCounts> run =
                catchUp(dispatcher(queue)).run((k, e) -> {}).subscribeAsCompletionStage();
        for (int i = 0; i < 40; i++) {
            RecordingQueue.Work work = queue.next();
            assertThat(queue.asked.size()).isLessThanOrEqualTo(i + 16);
            work.parsed();
        }
        assertThat(run.get(20, TimeUnit.SECONDS).of(Ending.PARSED)).isEqualTo(40);
    }

    private static ObjectInfo info(String key, String eTag) {
        return new ObjectInfo(new ObjectVersion("uploads", key, eTag, null, 3), Instant.now(), Map.of());
    }
}
