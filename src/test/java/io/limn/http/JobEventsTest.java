package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.limn.job.Outcome;
import io.limn.job.Progress;
import io.limn.job.Stage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Scripted.class)
class JobEventsTest extends ScriptedJobs {
    @Test
    void afterTheLastEventReconnectingGives204() {
        String self = JobCalls.open("a.jpg");
        finished(self);
        String events = given().get(self + "/events").asString();
        assertThat(events).contains("id:1", "event:state", "id:end", "event:done");
        given().header("Last-Event-ID", "end").get(self + "/events").then().statusCode(204);
        assertThat(given().header("Last-Event-ID", "7").get(self + "/events").asString())
                .contains("id:8");
    }

    @Test
    void eventsRunFromThePresentStateThroughTheStagesToTheEnd() throws Exception {
        CompletableFuture<UniEmitter<? super Outcome>> held = new CompletableFuture<>();
        CompletableFuture<Progress> stages = new CompletableFuture<>();
        queue.play((request, progress, admission) -> Uni.createFrom().<Outcome>emitter(emitter -> {
            progress.entered(Stage.QUEUE);
            stages.complete(progress);
            held.complete(emitter);
        }));
        String self = JobCalls.open("a.jpg");
        JobCalls.problem(given().get(self + "/outputs/labels").then(), 409, "not-finished");
        try (EventLines events = EventLines.open(root.resolve(self + "/events"))) {
            assertThat(events.next().name()).isEqualTo("state");
            for (Stage stage : List.of(Stage.DECODE, Stage.INFER, Stage.RENDER)) {
                stages.get().entered(stage);
                EventLines.Event event = events.next("frame");
                assertThat(event.json().at("/frame/stage").asText()).isEqualTo(stage.label());
                assertThat(event.json().at("/frame/eta").asDouble()).isPositive();
                assertThat(event.json().path("fraction").asDouble()).isBetween(0.0, 0.99);
            }
            held.get().complete(Scripts.parsed(queue.seen().get(0)));
            EventLines.Event done = events.next("done");
            assertThat(done.json().path("state").asText()).isEqualTo("done");
            assertThat(events.atEnd()).isTrue();
        }
        try (EventLines late = EventLines.open(root.resolve(self + "/events"))) {
            assertThat(late.next().name()).isEqualTo("state");
            assertThat(late.next().name()).isEqualTo("done");
            assertThat(late.atEnd()).isTrue();
        }
    }

    @Test
    void aQuietStreamSendsHeartbeats() throws Exception {
        queue.play((request, progress, admission) -> {
            progress.entered(Stage.QUEUE);
            return Uni.createFrom().nothing();
        });
        try (EventLines events = EventLines.open(root.resolve(JobCalls.open("a.jpg") + "/events"))) {
            events.next();
            assertThat(events.comment()).isNotBlank();
        }
    }

    @Test
    void aCallerWithTooManyEventStreamsIsRefused() throws Exception {
        queue.play((request, progress, admission) -> Uni.createFrom().nothing());
        String self = JobCalls.open("a.jpg");
        List<EventLines> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                streams.add(EventLines.open(root.resolve(self + "/events")));
                streams.get(i).next();
            }
            JobCalls.problem(given().get(self + "/events").then(), 429, "too-many-event-streams");
            given().delete(self).then().statusCode(204);
            for (EventLines stream : streams) {
                stream.next("done");
                assertThat(stream.atEnd()).isTrue();
            }
        } finally {
            streams.forEach(EventLines::close);
        }
    }

    @Test
    void deletingAJobEndsItsEventsAndLeavesNothingOfIt() throws Exception {
        queue.play((request, progress, admission) -> {
            progress.entered(Stage.INFER);
            return Uni.createFrom().nothing();
        });
        String self = JobCalls.open("a.jpg");
        String id = self.substring(self.lastIndexOf('/') + 1);
        try (EventLines events = EventLines.open(root.resolve(self + "/events"))) {
            events.next();
            given().delete(self).then().statusCode(204);
            assertThat(events.next("done").json().path("state").asText()).isEqualTo("cancelled");
        }
        JobCalls.problem(given().get(self).then(), 404, "unknown-job");
        JobCalls.problem(given().delete(self).then(), 404, "unknown-job");
        for (String bucket : List.of(buckets.uploads(), buckets.results())) {
            assertThat(store.list(bucket, "jobs/" + id)
                            .collect()
                            .asList()
                            .await()
                            .atMost(Duration.ofSeconds(20)))
                    .isEmpty();
        }
    }
}
