package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.parsing.Detail;
import io.limn.request.FrameRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(Scripted.class)
class ParseResourceTest {
    private static final byte[] PICTURE = {1, 2, 3};

    @Inject
    ScriptedQueue queue;

    @BeforeEach
    void theQueueParses() {
        queue.play(Scripts.parses());
    }

    @Test
    void predictAnswersTheOverlayAsAnAttachment() {
        byte[] answer = given().multiPart("image", "photo.png", PICTURE)
                .post("/predict")
                .then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("Content-Disposition", "attachment; filename=\"segmentation_result.jpg\"")
                .extract()
                .asByteArray();
        assertThat(answer).isEqualTo(Scripts.content(Output.OVERLAY));
        assertThat(queue.seen()).singleElement().satisfies(request -> {
            assertThat(request.source().name()).isEqualTo("photo.png");
            assertThat(request.outputs()).containsExactly(Output.OVERLAY);
            assertThat(request.options()).isEqualTo(RenderOptions.DEFAULT);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, image/jpeg, shot_overlay.0007.jpg",
        "image/png, image/png, shot_labels.0007.png",
        "application/json, application/json, shot_json.0007.json",
        "application/zip, application/zip, shot.0007.zip",
        "image/*, image/jpeg, shot_overlay.0007.jpg",
        "*/*, image/jpeg, shot_overlay.0007.jpg",
        "'image/jpeg;q=0.2, image/png', image/png, shot_labels.0007.png",
    })
    void acceptPicksWhereNoOutputIsNamed(String accept, String type, String name) {
        given().header("Accept", accept)
                .contentType("image/jpeg")
                .body(PICTURE)
                .post("/v1/parse?name=shot.0007.jpg")
                .then()
                .statusCode(200)
                .contentType(type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    @Test
    void severalOutputsComeAsAZipLaidOutAsTheBucketIs() throws IOException {
        byte[] zip = given().multiPart("image", "shots/plate.0001.jpg", PICTURE)
                .post("/v1/parse?output=labels&output=color,json")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray();
        List<String> entries = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(entry.getName());
            }
        }
        assertThat(entries).containsExactly("color/plate.0001.png", "labels/plate.0001.png", "parse/plate.0001.json");
    }

    @Test
    void optionsReachTheFrame() {
        given().contentType("application/octet-stream")
                .body(PICTURE)
                .post("/v1/parse?output=overlay&opacity=0.25&quality=75&palette=model")
                .then()
                .statusCode(200);
        assertThat(queue.seen().get(0).options()).isEqualTo(new RenderOptions("model", 0.25, 75));
    }

    @Test
    void detailReachesTheFrame() {
        for (String query : List.of("/v1/parse?detail=persons", "/predict?detail=Persons", "/v1/parse?detail=frame")) {
            given().multiPart("image", "photo.png", PICTURE).post(query).then().statusCode(200);
        }
        assertThat(queue.seen())
                .extracting(request -> request.options().detail())
                .containsExactly(Detail.PERSONS, Detail.PERSONS, Detail.FRAME);
    }

    @Test
    void colourOptionsReachTheFrame() {
        for (String address : List.of("/v1/parse", "/predict")) {
            given().multiPart("image", "plate.exr", PICTURE)
                    .post(address + "?colour=logc3&exposure=-1.5&layer=beauty")
                    .then()
                    .statusCode(200);
        }
        assertThat(queue.seen())
                .extracting(FrameRequest::reading)
                .containsExactly(new ReadOptions("logc3", -1.5, "beauty"), new ReadOptions("logc3", -1.5, "beauty"));
    }

    @ParameterizedTest
    @CsvSource({
        "output=trousers, 'trousers', 'overlay, color, labels, persons, mattes, cutout, exr, cryptomatte, shapes, frame, thumbnail, json'",
        "output=mattes&parts=wing, 'wing', 'one of: person, person-1'",
        "output=exr&people=17, '17', 'an integer from 1 to 16'",
        "output=exr&plate=true, 'true', 'one of: no, yes'",
        "output=cutout&alpha=odd, 'odd', 'one of: straight, premultiplied'",
        "output=shapes&formats=psd, 'psd', 'one of: svg, ae, nuke, fxs, blender'",
        "output=shapes&tolerance=0, '0', 'from 0.1 to 20'",
        "colour=slog, 'slog', 'one of: auto, srgb'",
        "colour=slogg3, 'slogg3', 'Did you mean ''slog3''?'",
        "exposure=25, '25', 'stops from -20 to 20'",
        "detail=person, 'person', 'one of: frame, auto, persons'",
        "palette=neon, 'neon', 'one of: model'",
        "opacity=1.5, '1.5', 'from 0 to 1'",
        "opacity=NaN, 'NaN', 'from 0 to 1'",
        "quality=high, 'high', 'from 1 to 100'",
        "quality=50.5, '50.5', 'from 1 to 100'",
    })
    void anUnknownValueIsNamedWithTheAllowedOnes(String query, String value, String allowed) {
        given().contentType("image/jpeg")
                .body(PICTURE)
                .post("/v1/parse?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400))
                .body("detail", containsString("'" + value + "'"))
                .body("detail", containsString(allowed));
        assertThat(queue.seen()).isEmpty();
    }

    @Test
    void anUnavailableMediaTypeIsRefusedWithTheAvailableOnes() {
        given().header("Accept", "text/html")
                .contentType("image/jpeg")
                .body(PICTURE)
                .post("/v1/parse")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("detail", containsString("image/png"));
    }
}
