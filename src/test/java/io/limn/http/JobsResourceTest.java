package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.limn.job.Admission;
import io.limn.job.Outcome;
import io.limn.job.Problem;
import io.limn.job.QueueFullException;
import io.limn.job.Stage;
import io.limn.output.Output;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Scripted.class)
class JobsResourceTest {
    private static final byte[] PICTURE = {1, 2, 3};

    @Inject
    ScriptedQueue queue;

    @TestHTTPResource
    URI root;

    @BeforeEach
    void theQueueParses() {
        queue.play(Scripts.parses());
    }

    @Test
    void aJobIsTakenAtOnceAndToldWhereItIs() {
        ValidatableResponse taken = given().multiPart("image", "plate.0001.jpg", PICTURE)
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .header("Location", startsWith(root + "v1/jobs/"))
                .header("Retry-After", equalTo("1"));
        String self = taken.extract().path("links.self");
        given().get(self)
                .then()
                .statusCode(200)
                .body("state", equalTo("done"))
                .body("fraction", equalTo(1.0f))
                .body("expires", notNullValue())
                .body("frames", hasSize(1))
                .body("frames[0].name", equalTo("plate.0001.jpg"))
                .body("frames[0].outputs.output", equalTo(List.of("overlay", "color", "labels", "persons", "json")))
                .body("frames[0].outputs[2].href", equalTo(self + "/frames/1/outputs/labels"))
                .body("frames[0].outputs[2].fileName", equalTo("plate_labels.0001.png"));
    }

    @Test
    void anOutputIsNamedAfterItsFrameAndNotSentTwice() {
        String self = open("plate.0001.jpg", "plate.0002.jpg");
        String href = self + "/frames/2/outputs/labels";
        ValidatableResponse first = given().get(href)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("Content-Disposition", "attachment; filename=\"plate_labels.0002.png\"");
        assertThat(first.extract().asByteArray()).isEqualTo(Scripts.content(Output.LABELS));
        String tag = first.extract().header("ETag");
        given().header("If-None-Match", tag).get(href).then().statusCode(304).header("ETag", tag);
        given().get(self + "/outputs/json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("source.key", equalTo("plate.0001.jpg"));
    }

    @Test
    void whatIsNotThereIsSaid() {
        String self = given().contentType("image/png")
                .body(PICTURE)
                .post("/v1/jobs?output=labels&name=a.png")
                .then()
                .extract()
                .path("links.self");
        problem(given().get(self + "/outputs/overlay").then(), 404, "not-drawn")
                .body("detail", containsString("labels, json"));
        problem(given().get(self + "/outputs/trousers").then(), 400, "unknown-value");
        problem(given().get(self + "/frames/2/outputs/labels").then(), 404, "unknown-frame");
        problem(given().get("/v1/jobs/nobody").then(), 404, "unknown-job");
        problem(given().get("/v1/jobs/nobody/events").then(), 404, "unknown-job");
        problem(given().delete("/v1/jobs/nobody").then(), 404, "unknown-job");
    }

    @Test
    void morePicturesThanAJobMayHaveAreRefused() {
        problem(multipart("1", "2", "3", "4", "5"), 413, "too-many-pictures");
        assertThat(queue.seen()).isEmpty();
    }

    @Test
    void aJobThatTheQueueRefusesIsRefusedAndForgotten() {
        queue.play((job, progress, admission) -> {
            progress.entered(Stage.QUEUE);
            return admission == Admission.REFUSE
                    ? Uni.createFrom().failure(new QueueFullException(9, Duration.ofSeconds(4)))
                    : Uni.createFrom().nothing();
        });
        multipart("1", "2")
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "4");
    }

    @Test
    void onlyTheFirstFrameOfAJobIsTurnedAwayTheOthersWait() {
        queue.play((job, progress, admission) ->
                admission == Admission.REFUSE || job.source().name().equals("2")
                        ? Scripts.parses().play(job, progress, admission)
                        : Uni.createFrom().failure(new QueueFullException(9, Duration.ofSeconds(4))));
        String self = open("1", "2", "3");
        given().get(self)
                .then()
                .body("frames.state", equalTo(List.of("done", "done", "failed")))
                .body("state", equalTo("done"));
    }

    @Test
    void aFrameThatIsRejectedDoesNotTouchTheOthers() {
        Problem problem = new Problem("urn:limn:problem:damaged-image", "Damaged", 422, "It ends in the middle.");
        queue.play((job, progress, admission) -> (job.source().name().equals("bad.jpg")
                        ? Scripts.rejects(problem)
                        : Scripts.parses())
                .play(job, progress, admission));
        String self = open("bad.jpg", "good.jpg");
        given().get(self)
                .then()
                .body("state", equalTo("done"))
                .body("frames[0].state", equalTo("failed"))
                .body("frames[0].error.detail", equalTo("It ends in the middle."))
                .body("frames[1].state", equalTo("done"));
        problem(given().get(self + "/outputs/labels").then(), 404, "no-outputs")
                .body("detail", containsString("in the middle"));
        given().get(open("bad.jpg")).then().body("state", equalTo("failed")).body("error.status", equalTo(422));
    }

    @Test
    void eventsRunFromThePresentStateThroughTheStagesToTheEnd() throws Exception {
        CompletableFuture<UniEmitter<? super Outcome>> held = new CompletableFuture<>();
        CompletableFuture<io.limn.job.Progress> stages = new CompletableFuture<>();
        queue.play((job, progress, admission) -> Uni.createFrom().<Outcome>emitter(emitter -> {
            progress.entered(Stage.QUEUE);
            stages.complete(progress);
            held.complete(emitter);
        }));
        String self = open("a.jpg");
        problem(given().get(self + "/outputs/labels").then(), 409, "not-finished");
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
    void aQuietStreamSaysThatItIsStillThere() throws Exception {
        queue.play((job, progress, admission) -> {
            progress.entered(Stage.QUEUE);
            return Uni.createFrom().nothing();
        });
        try (EventLines events = EventLines.open(root.resolve(open("a.jpg") + "/events"))) {
            events.next();
            assertThat(events.comment()).isNotBlank();
        }
    }

    @Test
    void deletingAJobStopsItsWorkEndsItsEventsAndForgetsIt() throws Exception {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        queue.play((job, progress, admission) -> {
            progress.entered(Stage.INFER);
            return Uni.createFrom().<Outcome>nothing().onCancellation().invoke(() -> cancelled.complete(null));
        });
        String self = open("a.jpg");
        try (EventLines events = EventLines.open(root.resolve(self + "/events"))) {
            events.next();
            given().delete(self).then().statusCode(204);
            assertThat(events.next("done").json().path("state").asText()).isEqualTo("cancelled");
        }
        cancelled.get(5, TimeUnit.SECONDS);
        problem(given().get(self).then(), 404, "unknown-job");
    }

    @Test
    void aCallerWhoHangsUpTakesTheWorkBack() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        queue.play((job, progress, admission) -> {
            begun.complete(null);
            return Uni.createFrom().<Outcome>nothing().onCancellation().invoke(() -> cancelled.complete(null));
        });
        try (java.net.Socket socket = new java.net.Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write(
                            ("POST /v1/parse HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\nContent-Length: 1\r\n\r\nx")
                                    .getBytes());
            begun.get(5, TimeUnit.SECONDS);
        }
        cancelled.get(900, TimeUnit.MILLISECONDS); // sooner than the answer's own time runs out
    }

    private static String open(String... names) {
        return multipart(names).statusCode(202).extract().path("links.self");
    }

    private static ValidatableResponse multipart(String... names) {
        var call = given();
        for (String name : names) {
            call.multiPart("image", name, PICTURE);
        }
        return call.post("/v1/jobs").then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String type) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:limn:problem:" + type));
    }
}
