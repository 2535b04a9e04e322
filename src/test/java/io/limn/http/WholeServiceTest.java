package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The HTTP door before the real queue, decoder and network. */
@QuarkusTest
@TestProfile(Whole.class)
class WholeServiceTest {
    @TestHTTPResource
    URI root;

    @Test
    void labelsAreGreyByIdAndHaveTheFramesSize() throws IOException {
        byte[] png = given().multiPart("image", "photo.png", Drawn.picture(320, 240))
                .post("/v1/parse?output=labels")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
        BufferedImage labels = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(labels.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(labels.getWidth()).isEqualTo(320);
        assertThat(labels.getHeight()).isEqualTo(240);
        assertThat(labels.getRaster().getSample(110, 80, 0)).isEqualTo(1);
        assertThat(labels.getRaster().getSample(210, 80, 0)).isEqualTo(2);
        assertThat(labels.getRaster().getSample(4, 4, 0)).isZero();
    }

    @Test
    void predictAnswersAJpegOfTheFramesSize() throws IOException {
        byte[] jpeg = given().multiPart("image", "photo.png", Drawn.picture(320, 240))
                .post("/predict")
                .then()
                .statusCode(200)
                .contentType("image/jpeg")
                .extract()
                .asByteArray();
        assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(320);
    }

    @Test
    void damagedPicturesAreRefusedAndTheNextFrameIsUnaffected() {
        byte[] picture = Drawn.picture(320, 240);
        refused(new byte[0], 400, "empty");
        refused(Drawn.zip(), 415, "not-an-image");
        refused(Arrays.copyOf(picture, picture.length / 2), 422, "damaged-image");
        given().contentType("image/png").body(picture).post("/v1/parse").then().statusCode(200);
    }

    @Test
    void aJobGivesTheSameLabelsAsASynchronousCall() throws IOException {
        byte[] picture = Drawn.picture(320, 240);
        String self = given().multiPart("image", "plate.0001.png", picture)
                .multiPart("image", "bad.jpg", Drawn.zip())
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        try (EventLines events = EventLines.open(root.resolve(self + "/events"))) {
            assertThat(events.next().name()).isEqualTo("state");
            EventLines.Event done = events.next("done");
            assertThat(done.json().at("/frames/0/state").asText()).isEqualTo("done");
            assertThat(done.json().at("/frames/1/error/status").asInt()).isEqualTo(415);
        }
        byte[] labels = given().get(self + "/outputs/labels")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        byte[] waited = given().contentType("image/png")
                .body(picture)
                .post("/v1/parse?output=labels")
                .asByteArray();
        assertThat(labels).isEqualTo(waited);
    }

    @Test
    void mattesInAJobsZipEqualThoseOfASynchronousCall() throws IOException {
        byte[] picture = Drawn.picture(320, 240);
        String query = "?output=mattes&parts=left-red,person";
        String self = given().multiPart("image", "plate.0001.png", picture)
                .post("/v1/jobs" + query)
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        try (EventLines events = EventLines.open(root.resolve(self + "/events"))) {
            assertThat(events.next("done").json().at("/frames/0/state").asText())
                    .isEqualTo("done");
        }
        Map<String, byte[]> job = mattes(
                given().get(self + "/zip").then().statusCode(200).extract().asByteArray());
        Map<String, byte[]> waited = mattes(given().accept("application/zip")
                .multiPart("image", "plate.0001.png", picture)
                .post("/v1/parse" + query)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
        assertThat(job).hasSize(2).containsOnlyKeys(waited.keySet());
        job.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(waited.get(name)));
    }

    /** By name: folders above it differ. */
    private static Map<String, byte[]> mattes(byte[] zip) throws IOException {
        Map<String, byte[]> mattes = new TreeMap<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(".png")) {
                    mattes.put(entry.getName().contains("left-red") ? "left-red" : "person", entries.readAllBytes());
                }
            }
        }
        return mattes;
    }

    @Test
    void aShotIsAJobWhoseFilesAreSteady() throws IOException {
        byte[] picture = Drawn.picture(320, 240);
        String self = given().multiPart("image", "plate.0001.png", picture)
                .multiPart("image", "plate.0002.png", picture)
                .multiPart("image", "plate.0003.png", picture)
                .post("/v1/shots?output=labels,frame")
                .then()
                .statusCode(202)
                .header("Location", org.hamcrest.Matchers.containsString("/v1/jobs/"))
                .extract()
                .path("links.self");
        try (EventLines events = EventLines.open(root.resolve(self + "/events"))) {
            EventLines.Event done = events.next("done");
            assertThat(done.json().at("/state").asText())
                    .as(done.json().toString())
                    .isEqualTo("done");
            assertThat(done.json().at("/frames")).hasSize(1);
        }
        byte[] labels = given().get(self + "/outputs/labels/plate.0002")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        byte[] alone = given().contentType("image/png")
                .body(picture)
                .post("/v1/parse?output=labels")
                .asByteArray();
        assertThat(ImageIO.read(new ByteArrayInputStream(labels)).getWidth())
                .isEqualTo(ImageIO.read(new ByteArrayInputStream(alone)).getWidth());
        given().get(self + "/outputs/shot").then().statusCode(200).body("frameCount", equalTo(3));
        byte[] zip = given().get(self + "/zip").then().statusCode(200).extract().asByteArray();
        assertThat(new String(zip, StandardCharsets.ISO_8859_1))
                .contains("plate_png/shot.json", "plate_png/steady/labels/plate.0003.png")
                .doesNotContain("plate_png/labels/");
        String frames = given().get(self).then().extract().path("links.frames");
        String file = given().get(frames + "?from=2&limit=1")
                .then()
                .statusCode(200)
                .body("frames", equalTo(3), "done", equalTo(3), "items", hasSize(1), "items[0].frame", equalTo(2))
                .extract()
                .path("items[0].files[0]");
        assertThat(file).isEqualTo("steady/labels/plate.0002.png");
        String tag = given().get(frames.replace("/frames", "/files/") + file)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag)
                .get(frames.replace("/frames", "/files/") + file)
                .then()
                .statusCode(304);
        given().get(frames.replace("/frames", "/files/steady/frame/plate.0001.jpg"))
                .then()
                .statusCode(200)
                .contentType("image/jpeg");
        given().get(frames.replace("/frames", "/files/steady/frames.sha256"))
                .then()
                .statusCode(404);
        given().get(frames + "?limit=0").then().statusCode(400);
        editsAreTakenAndDrawn(frames + "/plate.0002.png/edits", self);
        given().contentType("application/json")
                .body("{}")
                .put(self + "/frames/1/edits")
                .then()
                .statusCode(404)
                .body("detail", containsString("/v1/shots/"));
        given().delete(self).then().statusCode(204);
        given().get(frames).then().statusCode(404);
    }

    private void editsAreTakenAndDrawn(String address, String self) throws IOException {
        given().get(address).then().statusCode(404).body("type", equalTo("urn:limn:problem:no-edits"));
        String edits =
                """
                {"version": 1, "width": 320, "height": 240, "strokes": [{"kind": "brush", "layer": "colours",
                "label": "left-red", "points": [[60, 120], [100, 120]], "size": 24}]}""";
        String tag = given().contentType("application/json")
                .body(edits)
                .put(address)
                .then()
                .statusCode(202)
                .body("strokes", equalTo(1), "href", equalTo(address))
                .extract()
                .header("ETag");
        given().get(address).then().statusCode(200).header("ETag", tag).body("strokes", hasSize(1));
        given().contentType("application/json").body(edits).put(address).then().statusCode(412);
        given().contentType("application/json")
                .body(edits.replace("left-red", "left-rad"))
                .header("If-Match", tag)
                .put(address)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:limn:problem:edits-refused"));
        try (EventLines events = EventLines.open(root.resolve(self + "/events"))) {
            events.next("done");
        }
        given().get(self + "/outputs/shot")
                .then()
                .body("frames[1].edited.own", hasLength(64), "frames[0].edited.carried", hasSize(1));
        given().contentType("application/json")
                .body(edits)
                .put(address.replace("0002", "0009"))
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:limn:problem:unknown-frame"));
        given().delete(address).then().statusCode(202);
        given().get(address).then().statusCode(404);
    }

    @Test
    void anInvalidShotIsRefused() {
        given().multiPart("image", "a.mov", new byte[] {1})
                .multiPart("image", "plate.2.png", Drawn.picture(32, 24))
                .post("/v1/shots")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:limn:problem:bad-shot"), "detail", containsString("send it alone"));
        given().multiPart("image", "plate.1.png", Drawn.picture(32, 24))
                .multiPart("image", "plate.1.png", Drawn.picture(32, 24))
                .post("/v1/shots")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:limn:problem:bad-shot"));
        given().contentType("application/json")
                .body("{\"frames\": \"jobs/\"}")
                .post("/v1/shots")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:limn:problem:frames-not-yours"));
        given().contentType("application/json")
                .body("{}")
                .post("/v1/shots")
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .body("{}")
                .post("/v1/shots?outptu=labels")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:limn:problem:unknown-parameter"));
    }

    @Test
    void modelsAndLabelsListWhatCanBeRequested() {
        given().get("/v1/models")
                .then()
                .statusCode(200)
                .body("models[0].name", equalTo("tiny"))
                .body("palettes", hasItems("model", "voc"))
                .body("outputs", hasItems("overlay", "json"));
        given().get("/v1/labels")
                .then()
                .statusCode(200)
                .body("palette", equalTo("model"))
                .body("layers[0].labels.name", hasItems("background", "left-red"))
                .body("layers[0].labels[1].colour", equalTo("#ff0000"))
                .body("layers[0].pairs[0].left", equalTo("left-red"));
        given().get("/v1/labels?palette=voc").then().body("layers[0].labels[1].colour", equalTo("#800000"));
        given().get("/v1/labels?palette=neon").then().statusCode(400);
    }

    private static void refused(byte[] body, int status, String type) {
        given().contentType("image/jpeg")
                .body(body)
                .post("/v1/parse")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:limn:problem:" + type))
                .body("detail", not(blankOrNullString()));
    }
}
