package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.limn.output.Output;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** All of a job's files at once, and all of a caller's jobs. */
@QuarkusTest
@TestProfile(Scripted.class)
class JobFilesTest extends ScriptedJobs {
    @Test
    void allFilesOfAJobComeAsAZip() throws IOException {
        String self = JobCalls.open("a.jpg", "b.jpg", "b.jpg");
        finished(self);
        byte[] zip = given().get(self + "/zip")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray();
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        assertThat(files)
                .containsKeys(
                        "a_jpg/labels/a.png", "a_jpg/parse/a.json", "2/b_jpg/labels/b.png", "3/b_jpg/labels/b.png");
        assertThat(files.get("a_jpg/labels/a.png")).isEqualTo(Scripts.content(Output.LABELS));
    }

    @Test
    void jobsAreListedNewestFirst() {
        String first = JobCalls.open("a.jpg");
        finished(first);
        String second = JobCalls.open("b.jpg");
        finished(second);
        List<String> listed =
                given().get("/v1/jobs?limit=2").then().statusCode(200).extract().path("jobs.links.self");
        assertThat(listed).containsExactly(second, first);
        String next = given().get("/v1/jobs?limit=1")
                .then()
                .body("jobs.links.self", equalTo(List.of(second)))
                .extract()
                .path("next");
        given().urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body("jobs.links.self", equalTo(List.of(first)));
        given().get("/v1/jobs?limit=1000").then().body("next", nullValue());
        JobCalls.problem(given().get("/v1/jobs?before=yesterday").then(), 400, "out-of-range");
        JobCalls.problem(given().get("/v1/jobs?limit=0").then(), 400, "out-of-range");
    }
}
