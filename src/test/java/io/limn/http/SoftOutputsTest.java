package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** EXR and Cryptomatte files are the same as the answer to a call and as a job's; OnePathTest has the bucket and the folder. */
@QuarkusTest
@TestProfile(Whole.class)
class SoftOutputsTest {
    @TestHTTPResource
    URI root;

    @Test
    void anAnswerHasTheBytesOfAJobsFile() {
        byte[] plate = Drawn.picture(96, 64);
        String self = given().multiPart("image", "plate.0001.png", plate)
                .queryParam("output", "exr,cryptomatte")
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        Response job = JobCalls.finished(root, self);
        List<String> addresses = job.jsonPath().getList("frames[0].outputs.href");
        for (String output : List.of("exr", "cryptomatte")) {
            assertThat(addresses).contains(self + "/frames/1/outputs/" + output);
            byte[] file = given().get(self + "/frames/1/outputs/" + output).asByteArray();
            Response answer = given().contentType("image/png")
                    .body(plate)
                    .queryParam("name", "plate.0001.png")
                    .queryParam("output", output)
                    .post("/v1/parse");
            assertThat(answer.statusCode()).as(output).isEqualTo(200);
            assertThat(file).as(output).isNotEmpty().isEqualTo(answer.asByteArray());
        }
    }
}
