package io.limn.event.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.limn.event.EventConfig;
import io.limn.event.EventHandler;
import io.limn.event.RecordingQueue;
import io.limn.event.Works;
import io.limn.event.shape.ObjectCreated;
import io.limn.event.shape.ParsedEvent;
import io.limn.problem.FrameFailedException;
import io.limn.problem.Problem;
import io.limn.store.LocalServers;
import io.limn.store.ObjectStore;
import io.limn.store.ObjectVersion;
import io.limn.store.StoreConfigs;
import io.limn.store.StoreException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When the caller of {@code /v1/events} is told what; the frames are worked on by the test. */
@ExtendWith(LocalServers.class)
class EventAnswersTest {
    private static ObjectStore store;

    private final RecordingQueue frames = new RecordingQueue(false);
    private final EventHandler work = Works.once(store, frames);

    @BeforeAll
    static void start(ObjectStore client) {
        store = client;
    }

    private EventsResource resource(String answerTimeout) {
        return new EventsResource(
                StoreConfigs.mapping(EventConfig.class, "limn.event", "answer-timeout", answerTimeout), work);
    }

    private static ObjectCreated upload(String bucket, String key) {
        store.upload(bucket, key, key.getBytes(UTF_8), "image/png", Map.of())
                .await()
                .atMost(Duration.ofSeconds(20));
        return new ObjectCreated(new ObjectVersion(bucket, key, null, null, -1));
    }

    private static CompletableFuture<Response> report(EventsResource resource, ObjectCreated... objects) {
        return resource.take(new ParsedEvent.Created(List.of(objects))).subscribeAsCompletionStage();
    }

    private static Response end(CompletableFuture<Response> answer) throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }

    private static String type(Response answer) {
        return ((Problem) answer.getEntity()).type();
    }

    @Test
    void itSucceedsOnlyWhenEverythingIsStored() throws Exception {
        CompletableFuture<Response> answer =
                report(resource("60s"), upload("uploads", "a.png"), upload("uploads", "b.png"));
        RecordingQueue.Work one = frames.next();
        RecordingQueue.Work other = frames.next();
        one.parsed();
        assertThat(answer).isNotDone();
        other.parsed();
        assertThat(end(answer).getStatus()).isEqualTo(200);
        assertThat(((EventAnswer) end(answer).getEntity()).frames())
                .containsExactly(new EventAnswer.Frame("a.png", "parsed"), new EventAnswer.Frame("b.png", "parsed"));
    }

    @Test
    void failedRequestsAreRetried() throws Exception {
        for (Throwable failure : List.of(
                new FrameFailedException("no memory", null),
                new StoreException(StoreException.Kind.UNAVAILABLE, "away", null),
                new StoreException(StoreException.Kind.DENIED, "not yours", null))) {
            CompletableFuture<Response> answer = report(resource("60s"), upload("uploads", "fails.png"));
            frames.next().fails(failure);
            assertThat(end(answer).getStatus()).isEqualTo(503);
            assertThat(end(answer).getHeaderString("Retry-After")).isEqualTo("10");
            assertThat(((Problem) end(answer).getEntity()).detail()).isEqualTo(failure.getMessage());
        }
    }

    @Test
    void slowRequestsAreRetried() throws Exception {
        ObjectCreated object = upload("uploads", "slow.png");
        CompletableFuture<Response> answer = report(resource("1s"), object);
        RecordingQueue.Work slow = frames.next();
        assertThat(end(answer).getStatus()).isEqualTo(503);
        assertThat(type(end(answer))).endsWith("not-yet");
        slow.parsed();
        CompletableFuture<Response> again = report(resource("60s"), object);
        frames.next().parsed();
        assertThat(end(again).getStatus()).isEqualTo(200);
    }

    @Test
    void anotherBucketIsRefusedByNameAndOurUploadsAreStillDone() throws Exception {
        CompletableFuture<Response> answer =
                report(resource("60s"), upload("results", "x.png"), upload("uploads", "ours.png"));
        frames.next().parsed();
        assertThat(end(answer).getStatus()).isEqualTo(422);
        assertThat(((Problem) end(answer).getEntity()).detail()).contains("'results'", "'uploads'");
    }

    @Test
    void emptyWorkAndEmptyEventsAreAnsweredAtOnce() throws Exception {
        EventsResource resource = resource("60s");
        Response nothing =
                end(resource.take(new ParsedEvent.Nothing("a test event")).subscribeAsCompletionStage());
        assertThat(nothing.getStatus()).isEqualTo(200);
        assertThat(nothing.getEntity()).isEqualTo(new EventAnswer(List.of(), "a test event"));
        Problem problem = new Problem("urn:x", "x", 400, "x");
        assertThat(end(resource.take(new ParsedEvent.Refused(problem)).subscribeAsCompletionStage())
                        .getStatus())
                .isEqualTo(400);
        assertThat(end(report(resource, new ObjectCreated(new ObjectVersion("uploads", "gone.png", null, null, -1))))
                        .getEntity())
                .isEqualTo(new EventAnswer(List.of(new EventAnswer.Frame("gone.png", "ignored")), null));
    }

    @Test
    void eventAnswersNameTheFoundKeyOrBothCandidates() throws Exception {
        upload("uploads", "raw/take+2.png");
        ObjectCreated raw =
                new ObjectCreated(new ObjectVersion("uploads", "raw/take 2.png", null, null, -1), "raw/take+2.png");
        CompletableFuture<Response> answer = report(resource("60s"), raw);
        frames.next().parsedAs("raw/take+2.png");
        assertThat(((EventAnswer) end(answer).getEntity()).frames())
                .containsExactly(new EventAnswer.Frame("raw/take+2.png", "parsed"));
        ObjectCreated gone =
                new ObjectCreated(new ObjectVersion("uploads", "raw/gone 2.png", null, null, -1), "raw/gone+2.png");
        assertThat(((EventAnswer) end(report(resource("60s"), gone)).getEntity()).frames())
                .containsExactly(new EventAnswer.Frame("raw/gone 2.png", "ignored", "raw/gone+2.png"));
    }
}
