package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * Soft outputs are the same in the answer to a call, as a job's files and in a job's zip. OnePathTest has the bucket and the folder,
 * SameMattesIT the command line.
 */
@QuarkusTest
@TestProfile(Whole.class)
class SoftOutputsTest {
    private static final String PARTS = "left-red,person";

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

    @Test
    void aZipHasTheBytesOfAJobsFilesAndOfItsZip() throws IOException {
        byte[] plate = Drawn.picture(96, 64);
        String query = "?output=mattes,cutout,shapes&formats=svg,ae&tolerance=0.5&parts=" + PARTS;
        String self = given().multiPart("image", "plate.0001.png", plate)
                .post("/v1/jobs" + query)
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        Response job = JobCalls.finished(root, self);
        Map<String, byte[]> answer = unpacked(given().contentType("image/png")
                .body(plate)
                .post("/v1/parse" + query + "&name=plate.0001.png")
                .asByteArray());
        assertThat(answer.keySet())
                .contains(
                        "mattes/left-red/plate.0001.png",
                        "cutout/person/plate.0001.png",
                        "shapes/svg/plate.0001.svg",
                        "shapes/ae/plate.0001.jsx",
                        "shapes/plate.0001.json");
        Map<String, byte[]> zip = unpacked(given().get(self + "/zip").asByteArray());
        answer.forEach((name, bytes) ->
                assertThat(zip.get("plate_png/" + name)).as(name).isEqualTo(bytes));
        List<byte[]> files = job.jsonPath().getList("frames[0].outputs.href", String.class).stream()
                .map(address -> given().get(address).asByteArray())
                .toList();
        assertThat(answer.values()).allMatch(bytes -> files.stream().anyMatch(file -> Arrays.equals(file, bytes)));
    }

    private static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }
}
