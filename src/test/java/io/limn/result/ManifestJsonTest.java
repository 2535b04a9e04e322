package io.limn.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.output.RenderOptions;
import io.limn.parsing.Box;
import io.limn.parsing.Keypoint;
import io.limn.parsing.ModelId;
import io.limn.parsing.Person;
import io.limn.store.ObjectVersion;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class ManifestJsonTest {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static Manifest manifest() {
        Map<String, Long> labels = new LinkedHashMap<>();
        labels.put("background", 9L);
        labels.put("hat", 3L);
        return new Manifest(
                Manifest.SourceInfo.of(new ObjectVersion("uploads", "a b+ü.jpg", "abc", null, 7), null),
                new ModelId("limn", "0.1.0", "00ff"),
                new Manifest.Options(
                        List.of("overlay", "labels"),
                        Map.of("labels", 2),
                        RenderOptions.DEFAULT,
                        196_608L,
                        null,
                        "00aa",
                        null),
                4,
                3,
                List.of(new Person(1, new Box(0, 1, 2, 2), 0.5f, 3, List.of(new Keypoint("nose", 1.5f, 2f, 0.25f)))),
                Map.of("parts", labels),
                Map.of("fetch", 1.25),
                List.of(new Manifest.OutputFile("labels", null, "a b+ü_jpg/labels/a b+ü.png", "image/png", 70, EMPTY)),
                null);
    }

    @Test
    void writtenStateIsReadBack() {
        assertThat(ManifestJson.read(ManifestJson.write(manifest()))).contains(manifest());
    }

    @Test
    void theMembersStandInAFixedOrderAndEmptyOnesAreLeftOut() {
        String json = new String(ManifestJson.write(manifest()), StandardCharsets.UTF_8);
        assertThat(json)
                .startsWith(
                        "{\n  \"version\" : 2,\n  \"source\" : {\n    \"bucket\" : \"uploads\",\n    \"key\" : \"a b+ü.jpg\",\n    \"eTag\" : \"abc\"")
                .doesNotContain("versionId", "\"error\"", "\r");
        assertThat(json.indexOf("\"model\"")).isLessThan(json.indexOf("\"options\""));
        assertThat(json.indexOf("\"background\"")).isLessThan(json.indexOf("\"hat\""));
        assertThat(ManifestJson.write(manifest())).isEqualTo(ManifestJson.write(manifest()));
    }

    @Test
    void membersOfLaterVersionsAreIgnored() {
        String json = new String(ManifestJson.write(manifest()), StandardCharsets.UTF_8);
        String later = json.replaceFirst("\\{", "{ \"newer\" : {\"x\":[1]},");
        assertThat(ManifestJson.read(later.getBytes(StandardCharsets.UTF_8))).contains(manifest());
    }

    @Test
    void aManifestWithTrailingBytesOrAFileWithoutKeyCountsAsMissing() {
        String json = new String(ManifestJson.write(manifest()), StandardCharsets.UTF_8);
        for (String broken : new String[] {
            json + "}",
            json.replaceFirst("\"files\" : \\[", "\"files\" : [null,"),
            json.replaceAll("\"key\" : \"[^\"]*\",\\s*\"mediaType\"", "\"mediaType\"")
        }) {
            assertThat(broken).isNotEqualTo(json);
            assertThat(ManifestJson.read(broken.getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "17",
                "\"x\"",
                "{\"source\":{\"key\":\"a\"}}",
                "not json",
                "{\"width\":\"wide\"}"
            })
    void otherFilesDoNotCountAsManifests(String text) {
        assertThat(ManifestJson.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
