package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.limn.job.Admission;
import io.limn.job.Outcome;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.problem.Problem;
import io.limn.result.Manifest;
import io.limn.store.ObjectInfo;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Scripted.class)
class JobsResourceTest extends ScriptedJobs {
    @Test
    void aJobIsAcceptedAtOnceWithItsAddress() {
        ValidatableResponse taken = given().multiPart("image", "plate.0001.jpg", JobCalls.PICTURE)
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .header("Location", startsWith(root + "v1/jobs/"))
                .header("Retry-After", equalTo("1"));
        String self = taken.extract().path("links.self");
        finished(self)
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
    void anOutputIsNamedAfterItsFrameAndRevalidated() {
        String self = JobCalls.open("plate.0001.jpg", "plate.0002.jpg");
        finished(self);
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
                .body("source.key", endsWith("/1/plate.0001.jpg"));
    }

    @Test
    void aFileIsServedByRangeByHeadAndConditionally() {
        String self = JobCalls.open("plate.0001.jpg");
        finished(self);
        String href = self + "/outputs/labels";
        byte[] whole = Scripts.content(Output.LABELS);
        String tag = given().get(href).header("ETag");
        for (String held : List.of("W/" + tag, "\"other\", " + tag, "*")) {
            given().header("If-None-Match", held)
                    .get(href)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag);
        }
        given().header("If-None-Match", "\"other\"").get(href).then().statusCode(200);
        byte[] part = given().header("Range", "bytes=2-4")
                .get(href)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 2-4/" + whole.length)
                .extract()
                .asByteArray();
        assertThat(part).isEqualTo(Arrays.copyOfRange(whole, 2, 5));
        given().header("Range", "bytes=2-4")
                .header("If-Range", "\"older\"")
                .get(href)
                .then()
                .statusCode(200);
        JobCalls.problem(given().header("Range", "bytes=9999-").get(href).then(), 416, "range-not-satisfiable");
        given().head(href)
                .then()
                .statusCode(200)
                .header("Content-Length", Integer.toString(whole.length))
                .header("Accept-Ranges", "bytes");
    }

    @Test
    void anUnknownParameterIsRefusedWithTheNearestName() {
        JobCalls.problem(
                        given().contentType("image/jpeg")
                                .body(JobCalls.PICTURE)
                                .post("/v1/jobs?outptu=labels")
                                .then(),
                        400,
                        "unknown-parameter")
                .body("detail", containsString("There is no parameter 'outptu'; did you mean 'output'?"));
        JobCalls.problem(given().get("/v1/models?verbose=1").then(), 400, "unknown-parameter")
                .body("detail", containsString("this address takes none"));
        String self = given().contentType("image/jpeg")
                .body(JobCalls.PICTURE)
                .post("/v1/jobs?outputs=labels&name=a.jpg")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        finished(self).then().body("frames[0].outputs.output", equalTo(List.of("labels", "json")));
    }

    @Test
    void anOutputOfSeveralFilesHasAnAddressForEachPart() {
        queue.play((request, progress, admission) -> Uni.createFrom().item(() -> inParts(Scripts.parsed(request))));
        String self = given().contentType("image/png")
                .body(JobCalls.PICTURE)
                .post("/v1/jobs?output=labels&name=plate.0001.png")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        finished(self)
                .then()
                .body("frames[0].outputs.part", equalTo(Arrays.asList("left-arm", "person-1/left-arm", null)))
                .body("frames[0].outputs[1].href", equalTo(self + "/frames/1/outputs/labels/person-1/left-arm"))
                .body("frames[0].outputs[1].fileName", equalTo("plate_labels_person-1_left-arm.0001.png"));
        for (String address : List.of(
                "/outputs/labels/left-arm",
                "/outputs/labels/person-1/left-arm",
                "/frames/1/outputs/labels/person-1/left-arm")) {
            assertThat(given().get(self + address)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asByteArray())
                    .as(address)
                    .isEqualTo(Scripts.content(Output.LABELS));
        }
        JobCalls.problem(given().get(self + "/outputs/labels").then(), 404, "unknown-part")
                .body("detail", containsString("there are: left-arm, person-1/left-arm."));
        JobCalls.problem(given().get(self + "/outputs/labels/right-arm").then(), 404, "unknown-part");
        JobCalls.problem(given().get(self + "/outputs/json/x").then(), 404, "unknown-part");
    }

    private static Outcome inParts(Outcome outcome) {
        Manifest whole = ((Outcome.Parsed) outcome).manifest();
        Manifest.OutputFile file = whole.files().get(0);
        List<Manifest.OutputFile> parts = Stream.of("left-arm", "person-1/left-arm")
                .map(part -> new Manifest.OutputFile(
                        file.output(), part, file.key(), file.mediaType(), file.size(), file.sha256()))
                .toList();
        return new Outcome.Parsed(new Manifest(
                whole.source(),
                whole.model(),
                whole.options(),
                whole.width(),
                whole.height(),
                whole.persons(),
                whole.labels(),
                whole.timings(),
                parts,
                null));
    }

    @Test
    void missingThingsAreReported() {
        String self = given().contentType("image/png")
                .body(JobCalls.PICTURE)
                .post("/v1/jobs?output=labels&name=a.png")
                .then()
                .extract()
                .path("links.self");
        finished(self);
        JobCalls.problem(given().get(self + "/outputs/overlay").then(), 404, "not-drawn")
                .body("detail", containsString("labels, json"));
        JobCalls.problem(given().get(self + "/outputs/trousers").then(), 400, "unknown-value");
        JobCalls.problem(given().get(self + "/frames/2/outputs/labels").then(), 404, "unknown-frame");
        JobCalls.problem(given().get("/v1/jobs/nobody").then(), 404, "unknown-job");
        JobCalls.problem(given().get("/v1/jobs/nobody/events").then(), 404, "unknown-job");
        JobCalls.problem(given().delete("/v1/jobs/nobody").then(), 404, "unknown-job");
    }

    @Test
    void morePicturesThanAJobMayHaveAreRefused() {
        JobCalls.problem(JobCalls.send("1", "2", "3", "4", "5"), 413, "too-many-pictures");
        assertThat(queue.seen()).isEmpty();
    }

    @Test
    void aJobOfMoreBytesThanAJobMayHaveIsRefused() {
        JobCalls.problem(
                LargeCalls.givenLarge()
                        .contentType("image/png")
                        .body(new byte[(1 << 20) + 1])
                        .post("/v1/jobs")
                        .then(),
                413,
                "job-too-large");
        assertThat(queue.seen()).isEmpty();
    }

    @Test
    void tooManyUnfinishedJobsGiveRetryAfterAndFinishedOnesMakeRoom() {
        queue.play((request, progress, admission) -> Uni.createFrom().nothing());
        List<String> taken = new ArrayList<>();
        ValidatableResponse answer = JobCalls.send("1");
        while (answer.extract().statusCode() == 202 && taken.size() <= 12) {
            taken.add(answer.extract().path("links.self"));
            answer = JobCalls.send("1");
        }
        JobCalls.problem(answer, 429, "busy").header("Retry-After", equalTo("2"));
        taken.forEach(self -> given().delete(self).then().statusCode(204));
        JobCalls.send("1").statusCode(202);
    }

    @Test
    void optionsReachTheFramesAndTheirLane() {
        queue.play((request, progress, admission) -> {
            assertThat(admission).isEqualTo(Admission.AWAITED);
            return Scripts.parses().play(request, progress, admission);
        });
        String self = given().contentType("image/png")
                .body(JobCalls.PICTURE)
                .post("/v1/jobs?output=json&opacity=0.25&quality=75&palette=model")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        finished(self).then().body("frames[0].outputs.output", equalTo(List.of("json")));
        assertThat(queue.seen()).singleElement().satisfies(request -> {
            assertThat(request.outputs()).isEmpty();
            assertThat(request.options()).isEqualTo(new RenderOptions("model", 0.25, 75));
        });
    }

    @Test
    void picturesOfOneNameAreKeptApart() {
        String self = JobCalls.open("same.jpg", "same.jpg", ".limn-dot");
        finished(self)
                .then()
                .body("frames.name", equalTo(List.of("same.jpg", "same.jpg", ".limn-dot")))
                .body("frames.state", everyItem(equalTo("done")));
        given().get(self + "/frames/2/outputs/labels").then().statusCode(200);
    }

    @Test
    void aNameOfAnyLengthAndScriptIsKept() {
        String strange = "ü".repeat(150) + " 写真 #1?.0007.jpg";
        String self = given().contentType("image/png")
                .queryParam("name", strange)
                .body(JobCalls.PICTURE)
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        finished(self).then().body("frames[0].name", equalTo(strange)).body("state", equalTo("done"));
        given().get(self + "/outputs/labels")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("%E5%86%99"));
    }

    @Test
    void aRejectedFrameDoesNotAffectTheOthers() {
        Problem problem = new Problem("urn:limn:problem:damaged-image", "Damaged", 422, "It ends in the middle.");
        queue.play((request, progress, admission) -> (request.source().name().endsWith("bad.jpg")
                        ? Scripts.rejects(problem)
                        : Scripts.parses())
                .play(request, progress, admission));
        String self = JobCalls.open("bad.jpg", "good.jpg");
        finished(self)
                .then()
                .body("state", equalTo("done"))
                .body("frames[0].state", equalTo("failed"))
                .body("frames[0].error.detail", equalTo("It ends in the middle."))
                .body("frames[1].state", equalTo("done"));
        JobCalls.problem(given().get(self + "/outputs/labels").then(), 404, "no-outputs")
                .body("detail", containsString("in the middle"));
        finished(JobCalls.open("bad.jpg"))
                .then()
                .body("state", equalTo("failed"))
                .body("error.status", equalTo(422));
    }

    @Test
    void aFinishedJobIsInTheBucketsAndSurvivesTheProcess() {
        String self = JobCalls.open("plate.0001.jpg");
        String id = self.substring(self.lastIndexOf('/') + 1);
        finished(self);
        assertThat(store.list(buckets.results(), "jobs/" + id)
                        .map(ObjectInfo::key)
                        .collect()
                        .asList()
                        .await()
                        .atMost(Duration.ofSeconds(20)))
                .contains("jobs/" + id + "/job.json", "jobs/" + id + "/1/plate_jpg/labels/plate.0001.png");
    }

    @Test
    void aCallThatIsDroppedCancelsItsWork() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        queue.play((request, progress, admission) -> {
            begun.complete(null);
            return Uni.createFrom().<Outcome>nothing().onCancellation().invoke(() -> cancelled.complete(null));
        });
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write(
                            ("POST /v1/parse HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: 1\r\n\r\nx")
                                    .getBytes());
            begun.get(5, TimeUnit.SECONDS);
        }
        cancelled.get(900, TimeUnit.MILLISECONDS); // sooner than the answer's own time runs out
    }
}
