package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Corrections of a job's frame, before the real queue and network: stored, drawn, told, replaced and reverted. */
@QuarkusTest
@TestProfile(Whole.class)
class JobEditsTest {
    private static final String BRUSH =
            "{\"kind\":\"brush\",\"layer\":\"colours\",\"label\":\"%s\",\"points\":[[60,120],[100,120]],\"size\":24}";

    @TestHTTPResource
    URI root;

    private static String edits(String... strokes) {
        return "{\"version\":1,\"width\":320,\"height\":240,\"strokes\":[" + String.join(",", strokes) + "]}";
    }

    private static RequestSpecification body(String edits) {
        return given().contentType("application/json").body(edits);
    }

    private String job(String outputs) {
        String self = given().multiPart("image", "plate.0001.png", Drawn.picture(320, 240))
                .queryParam("output", outputs)
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        JobCalls.finished(root, self);
        return self;
    }

    private static Map<String, byte[]> files(Response job) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<String> addresses = job.path("frames[0].outputs.href");
        addresses.stream()
                .filter(address -> !address.endsWith("/json"))
                .forEach(address -> files.put(address, given().get(address).asByteArray()));
        return files;
    }

    private static int label(String self, int x, int y) throws IOException {
        BufferedImage labels = ImageIO.read(
                new ByteArrayInputStream(given().get(self + "/outputs/labels").asByteArray()));
        return labels.getRaster().getSample(x, y, 0);
    }

    private static JsonPath manifest(String self) {
        return given().get(self + "/outputs/json").jsonPath();
    }

    @Test
    void aCorrectionIsDrawnInEveryOutputAndRevertingItRestoresTheBytes() throws IOException {
        String self = job("overlay,color,labels,persons,mattes,cutout,exr,cryptomatte,shapes");
        Map<String, byte[]> before = files(given().get(self));
        assertThat(label(self, 65, 120)).isZero();
        String tagOfLabels = given().get(self + "/outputs/labels").header("ETag");

        String eTag = body(edits(BRUSH.formatted("left-red")))
                .put(self + "/frames/1/edits")
                .then()
                .statusCode(202)
                .body("strokes", equalTo(1))
                .body("href", equalTo(self + "/frames/1/edits"))
                .extract()
                .header("ETag");
        Response done = JobCalls.finished(root, self);
        done.then()
                .body("state", equalTo("done"))
                .body("frames[0].edits.strokes", equalTo(1))
                .body("frames[0].edits.eTag", equalTo(eTag.replace("\"", "")));
        assertThat(label(self, 65, 120)).isEqualTo(1);
        assertThat(given().get(self + "/outputs/labels").header("ETag")).isNotEqualTo(tagOfLabels);
        Map<String, byte[]> edited = files(done);
        assertThat(edited.keySet()).isEqualTo(before.keySet());
        // to the tiny network everything is half a person, so that the person's own matte is full everywhere
        for (String output :
                List.of("overlay", "color", "labels", "persons", "mattes/left-red", "exr", "cryptomatte")) {
            String address = self + "/frames/1/outputs/" + output;
            assertThat(edited.get(address)).as(output).isNotEqualTo(before.get(address));
        }
        JsonPath manifest = manifest(self);
        assertThat(manifest.getInt("edited.strokes")).isEqualTo(1);
        assertThat(manifest.getString("edited.eTag")).isEqualTo(eTag.replace("\"", ""));
        assertThat(manifest.getList("edited.persons")).isEqualTo(List.of(1));
        assertThat(manifest.getInt("persons[0].box.left")).isLessThan(60);

        body(edits(BRUSH.formatted("right-green"), "{\"kind\":\"swap-sides\",\"person\":1}"))
                .header("If-Match", eTag)
                .put(self + "/edits")
                .then()
                .statusCode(202);
        JobCalls.finished(root, self);
        assertThat(label(self, 65, 120)).isEqualTo(1);
        assertThat(label(self, 110, 80)).as("was red").isEqualTo(2);
        assertThat(manifest(self).getMap("timings"))
                .as("the network didn't run again")
                .doesNotContainKey("infer.network");

        given().delete(self + "/edits").then().statusCode(202).body("strokes", equalTo(0));
        JobCalls.finished(root, self).then().body("frames[0].edits", nullValue());
        assertThat(files(given().get(self))).containsExactlyInAnyOrderEntriesOf(before);
        JobCalls.problem(given().get(self + "/edits").then(), 404, "no-edits");
        JobCalls.problem(given().delete(self + "/edits").then(), 404, "no-edits");
    }

    @Test
    void theSameEditsGiveTheSameBytes() {
        String[] jobs = {job("labels,mattes,cutout"), job("labels,mattes,cutout")};
        String edits = edits(BRUSH.formatted("left-red").replace("\"size\"", "\"hardness\":0.3,\"size\""));
        for (String self : jobs) {
            body(edits).put(self + "/edits").then().statusCode(202);
            JobCalls.finished(root, self);
        }
        assertThat(List.copyOf(files(given().get(jobs[1])).values()))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(List.copyOf(files(given().get(jobs[0])).values()));
        assertThat(manifest(jobs[0]).getString("edited.digest"))
                .isEqualTo(manifest(jobs[1]).getString("edited.digest"));
    }

    @Test
    void editsAreNeverOverwrittenUnseen() {
        String self = job("labels");
        String address = self + "/frames/1/edits";
        String first = body(edits(BRUSH.formatted("left-red")))
                .header("If-None-Match", "*")
                .put(address)
                .then()
                .statusCode(202)
                .extract()
                .header("ETag");
        String other = edits(BRUSH.formatted("right-green"));
        JobCalls.problem(body(other).put(address).then(), 412, "edits-changed").header("ETag", first);
        JobCalls.problem(body(other).header("If-None-Match", "*").put(address).then(), 412, "edits-changed");
        JobCalls.problem(
                body(other).header("If-Match", "\"another\"").put(address).then(), 412, "edits-changed");
        JobCalls.problem(
                given().header("If-Match", "\"another\"").delete(address).then(), 412, "edits-changed");
        String second = body(other)
                .header("If-Match", first)
                .put(address)
                .then()
                .statusCode(202)
                .extract()
                .header("ETag");
        assertThat(second).isNotEqualTo(first);
        given().get(address)
                .then()
                .statusCode(200)
                .header("ETag", second)
                .body("strokes[0].label", equalTo("right-green"))
                .body("$", not(hasKey("by")));
        given().header("If-None-Match", second).get(address).then().statusCode(304);
        JobCalls.finished(root, self).then().body("frames[0].edits.eTag", equalTo(second.replace("\"", "")));
    }

    @Test
    void invalidEditsAreRefusedAndNothingIsStored() {
        String self = job("labels");
        String address = self + "/edits";
        JobCalls.problem(body(edits(BRUSH.formatted("coat"))).put(address).then(), 400, "edits-refused")
                .body("detail", equalTo("strokes[0].label: layer 'colours' has no label 'coat'."));
        JobCalls.problem(
                        body(edits("{\"kind\":\"delete\",\"person\":4}"))
                                .put(address)
                                .then(),
                        400,
                        "edits-refused")
                .body("detail", containsString("there is no person 4"));
        JobCalls.problem(body(edits().replace("320", "321")).put(address).then(), 400, "edits-refused");
        JobCalls.problem(body("{").put(address).then(), 400, "edits-refused");
        JobCalls.problem(
                given().contentType("image/png").body(new byte[8]).put(address).then(), 415, "unsupported-media-type");
        JobCalls.problem(body(edits()).put(self + "/frames/2/edits").then(), 404, "unknown-frame");
        JobCalls.problem(given().get(address).then(), 404, "no-edits");
        given().get(self).then().body("state", equalTo("done"));
    }

    @Test
    void strokesNameThePersonsThatWereFoundWhateverEditsMadeOfThem() {
        String self = job("persons");
        String delete = "{\"kind\":\"delete\",\"person\":1}";
        String eTag = body(edits(delete))
                .put(self + "/edits")
                .then()
                .statusCode(202)
                .extract()
                .header("ETag");
        JobCalls.finished(root, self).then().body("frames[0].persons", equalTo(0));
        body(edits("{\"kind\":\"swap-sides\",\"person\":1}", delete))
                .header("If-Match", eTag)
                .put(self + "/edits")
                .then()
                .statusCode(202);
        JobCalls.finished(root, self).then().body("frames[0].edits.strokes", equalTo(2));
    }

    @Test
    void theZipHasTheEdits() {
        String self = job("labels");
        body(edits(BRUSH.formatted("left-red"))).put(self + "/edits").then().statusCode(202);
        JobCalls.finished(root, self);
        assertThat(new String(given().get(self + "/zip").asByteArray(), StandardCharsets.ISO_8859_1))
                .contains("plate_png/edits/plate.0001.json")
                .doesNotContain("edits/plate.0001.bin");
    }
}
