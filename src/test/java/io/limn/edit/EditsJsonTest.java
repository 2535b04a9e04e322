package io.limn.edit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The format of edits: what is read, what is refused and in which words, and the published schema. */
class EditsJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ALL =
            """
            {"kind": "brush", "layer": "parts", "label": "coat", "person": 1, "points": [[1, 2], [3.5, 4, 0.25]], "size": 12, "hardness": 0.5, "inside": true},
            {"kind": "brush", "layer": "persons", "person": 0, "points": [[1, 2]], "size": 0.5},
            {"kind": "eraser", "layer": "anatomy", "points": [[1, 2]], "size": 4096},
            {"kind": "polygon", "layer": "parts", "label": "coat", "points": [[1, 2], [30, 2], [30, 40]]},
            {"kind": "flood", "layer": "parts", "label": "left-arm", "at": [5, 5]},
            {"kind": "relabel", "layer": "anatomy", "label": "left-hand", "at": [5, 5], "everywhere": true},
            {"kind": "swap-sides", "person": 1},
            {"kind": "split", "person": 1, "into": 3, "line": [[10, 0], [10, 40]]},
            {"kind": "split", "person": 2, "into": 4, "polygon": [[1, 2], [30, 2], [30, 40]]},
            {"kind": "merge", "persons": [1, 3]},
            {"kind": "delete", "person": 2}""";

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/edits.schema.json")));
    }

    private static String whole(String strokes) {
        return "{\"version\":1,\"width\":80,\"height\":48,\"strokes\":[" + strokes + "]}";
    }

    @Test
    void everyKindIsReadWrittenAndFitsTheSchema() throws IOException {
        assertThat(schema().validate(JSON.readTree(whole(ALL)))).isEmpty();
        Edits edits = EditScene.edits(ALL);
        byte[] written = EditsJson.write(edits.signed("key alice", "2026-01-31T12:00:00Z"));
        assertThat(schema().validate(JSON.readTree(written))).isEmpty();
        assertThat(EditsJson.write(EditsJson.read(written))).isEqualTo(written);
        assertThat(kinds(JSON.readTree(written)))
                .containsOnly(
                        "brush", "eraser", "polygon", "flood", "relabel", "swap-sides", "split", "merge", "delete");
    }

    private static List<String> kinds(JsonNode edits) {
        List<String> kinds = new ArrayList<>();
        edits.get("strokes").forEach(stroke -> kinds.add(stroke.get("kind").asText()));
        return kinds;
    }

    @Test
    void theDigestDependsOnTheWorkOnly() {
        Edits edits = EditScene.edits(ALL);
        assertThat(EditsJson.digest(edits.signed("a", "b")))
                .isEqualTo(EditsJson.digest(edits))
                .hasSize(64);
        assertThat(EditsJson.digest(EditScene.edits(ALL.replace("3.5", "3.25"))))
                .isNotEqualTo(EditsJson.digest(edits));
        assertThat(EditsJson.digest(EditScene.edits(ALL.replace("[1, 2]", "[1.0, 2e0]"))))
                .isEqualTo(EditsJson.digest(edits));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"kind": "brush", "layer": "parts", "label": "coat", "points": [[1, 2]], "size": 5000} | strokes[0].size: 5000 is not a number from 0.5 to 4096
                    {"kind": "brush", "layer": "parts", "label": "coat", "points": [[1, 2]]} | strokes[0].size: nothing is not a number from 0.5 to 4096
                    {"kind": "brush", "layer": "parts", "label": "coat", "points": [], "size": 5} | strokes[0].points: is missing; a brush has at least one point
                    {"kind": "brush", "layer": "parts", "label": "coat", "points": [[1, 2, 3]], "size": 5} | strokes[0].points[0]: the pressure is a number from 0 to 1, not 3.0
                    {"kind": "brush", "layer": "parts", "label": "coat", "points": [[1]], "size": 5} | strokes[0].points[0]: a point is [x, y] or [x, y, pressure]
                    {"kind": "brush", "layer": "parts", "label": "coat", "points": [[1, 99999]], "size": 5} | strokes[0].points[0]: lies more than 4096 pixels outside the frame
                    {"kind": "brush", "layer": "parts", "label": "cloak", "points": [[1, 2]], "size": 5} | strokes[0].label: layer 'parts' has no label 'cloak'
                    {"kind": "brush", "layer": "hats", "label": "coat", "points": [[1, 2]], "size": 5} | strokes[0].layer: there is no layer 'hats'
                    {"kind": "brush", "layer": "persons", "label": "coat", "points": [[1, 2]], "size": 5} | strokes[0].label: in layer persons a person is painted
                    {"kind": "brush", "layer": "persons", "person": 300, "points": [[1, 2]], "size": 5} | strokes[0].person: 300 is not a person's number from 0 to 255
                    {"kind": "brush", "layer": "parts", "label": "coat", "points": [[1, 2]], "size": "5"} | strokes[0].size: it must be a number
                    {"kind": "brush", "layer": 5, "label": "coat", "points": [[1, 2]], "size": 5} | strokes[0].layer: it must be a text
                    {"kind": "brush", "layer": "parts", "label": "coat", "points": [[1, 2]], "size": 5, "colour": 1} | strokes[0].colour: there is no such member
                    {"kind": "eraser", "layer": "parts", "points": [[1, 2]], "size": 5, "keep": ["face"]} | strokes[0].keep: a name is a layer and one of its labels, e.g. parts:face
                    {"kind": "swap-sides", "person": 9} | strokes[0].person: there is no person 9
                    {"kind": "swap-sides"} | strokes[0].person: is missing
                    {"kind": "delete", "person": 1}, {"kind": "swap-sides", "person": 1} | strokes[1].person: there is no person 1
                    {"kind": "split", "person": 1, "into": 2, "line": [[1, 2], [3, 4]]} | strokes[0].into: there is a person 2 already
                    {"kind": "split", "person": 1, "into": 3} | strokes[0].line: a split has a line or a polygon, and not both
                    {"kind": "split", "person": 1, "into": 3, "line": [[1, 2], [1, 2]]} | strokes[0].line: its two points are the same
                    {"kind": "merge", "persons": [1, 1]} | strokes[0].persons: two or more different persons are merged
                    {"kind": "relabel", "layer": "persons", "label": "coat", "at": [1, 2]} | strokes[0].layer: regions of label layers
                    {"kind": "paint"} | strokes[0]: there is no kind 'paint'
                    {"layer": "parts"} | strokes[0]: 'kind' is missing
                    null | strokes[0]: is null
                    7 | strokes[0]
                    {"kind": "delete", "person": 1, "person": 2} | strokes[0]
                    """)
    void mistakesAreNamedByTheirPosition(String strokes, String words) {
        assertThatThrownBy(() -> EditScene.edits(strokes))
                .isInstanceOf(EditsRefusedException.class)
                .hasMessageStartingWith(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"version": 2, "width": 80, "height": 48, "strokes": []} | version: this service reads version 1
                    {"version": 1, "width": 81, "height": 48, "strokes": []} | width: 81 is another width than the frame's, which is 80
                    {"version": 1, "height": 48, "strokes": []} | width: the frame's width in pixels is missing
                    {"version": 1, "width": 80, "height": 48} | strokes: is missing
                    {"version": 1, "width": 80.5, "height": 48, "strokes": []} | width: it must be an integer
                    {"version": 1, "width": 80, "height": 48, "strokes": []} {} | not
                    nonsense | not valid JSON at line 1
                    [] | not a value
                    null | edits are a JSON object, not null
                    """)
    void invalidEditsAreRefused(String json, String words) {
        assertThatThrownBy(() -> EditsCheck.check(EditsJson.read(json.getBytes(UTF_8)), EditScene.fit()))
                .isInstanceOf(EditsRefusedException.class)
                .hasMessageStartingWith(words);
    }

    @Test
    void thinStrokesAroundTheFrameAreManyPixelsToo() {
        double[][] around = {{1, 1}, {3999, 1}, {3999, 2999}, {1, 2999}, {1, 1}};
        Stroke stroke = new Stroke.Eraser("persons", around, 1.0, null, null);
        Edits edits = new Edits(1, 4000, 3000, Collections.nCopies(10_000, stroke), null, null);
        assertThatThrownBy(() -> EditsCheck.check(edits))
                .hasMessageStartingWith("strokes[")
                .hasMessageContaining("use smaller brushes, fewer points or fewer strokes");
    }

    @Test
    void workIsBounded() {
        String big = "{\"kind\":\"flood\",\"layer\":\"parts\",\"label\":\"coat\",\"at\":[5,5]}";
        Edits edits = EditsJson.read(
                ("{\"version\":1,\"width\":60000,\"height\":60000,\"strokes\":[" + big + "]}").getBytes(UTF_8));
        assertThatThrownBy(() -> EditsCheck.check(edits)).hasMessageContaining("go over more than 2000000000 pixels");
        String many = String.join(",", Collections.nCopies(10_001, "{\"kind\":\"swap-sides\",\"person\":1}"));
        assertThatThrownBy(() -> EditScene.edits(many)).hasMessageContaining("at most 10000 are taken, not 10001");
        String points = String.join(",", Collections.nCopies(20_001, "[1,1]"));
        assertThatThrownBy(() -> EditScene.edits(
                        "{\"kind\":\"eraser\",\"layer\":\"parts\",\"size\":1,\"points\":[" + points + "]}"))
                .hasMessageContaining("at most 20000 points, not 20001");
        assertThatThrownBy(() -> EditsJson.read(new byte[EditsJson.MOST_BYTES + 1]))
                .hasMessageContaining("up to 8388608 bytes");
    }

    @Test
    void thePageNamesEveryKindAndMember() throws IOException {
        String page = Files.readString(Path.of("docs/edits.md"));
        JsonNode schema = JSON.readTree(Path.of("docs/edits.schema.json").toFile());
        schema.get("properties").fieldNames().forEachRemaining(name -> assertThat(page)
                .contains("`" + name + "`"));
        schema.get("$defs").forEach(kind -> {
            if (kind.has("properties")) {
                assertThat(page)
                        .contains("`" + kind.at("/properties/kind/const").asText() + "`");
                kind.get("properties").fieldNames().forEachRemaining(name -> assertThat(page)
                        .contains("`" + name + "`"));
            }
        });
    }
}
