package io.limn.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.output.RenderOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format of manifests on disk: golden files of each version, the published schemas, and the page that describes them. */
class ManifestFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src/test/resources/manifests");

    @Test
    void theVersionThatIsWrittenIsTheGoldenFilesByteForByte() throws IOException {
        assertThat(new String(ManifestJson.write(ManifestJsonTest.manifest()), StandardCharsets.UTF_8) + "\n")
                .isEqualTo(Files.readString(GOLDEN.resolve("version-2.json")));
    }

    @Test
    void aManifestFromBeforeVersionsIsRead() throws IOException {
        Manifest manifest = read("version-1.json");
        assertThat(manifest.version()).isEqualTo(1);
        assertThat(manifest.source().key()).isEqualTo("sh010/plate.0001.jpg");
        assertThat(manifest.options().outputs()).containsExactly("overlay", "labels");
        assertThat(manifest.options().render()).isEqualTo(RenderOptions.DEFAULT);
        assertThat(manifest.options().revisions()).isNull();
        assertThat(manifest.options().mirror()).isEqualTo("half");
        assertThat(manifest.persons()).singleElement().satisfies(person -> assertThat(person.pixels())
                .isEqualTo(3));
        assertThat(manifest.labels().get("parts").keySet()).containsExactly("background", "hat");
        assertThat(manifest.files()).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo("labels");
            assertThat(file.part()).isNull();
        });
        assertThat(read("version-1-rejected.json").error().status()).isEqualTo(415);
    }

    @Test
    void documentsAreWrittenWithTheirVersion() throws IOException {
        Manifest manifest = read("version-1.json");
        assertThat(ManifestJson.read(ManifestJson.write(manifest))).contains(manifest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version-1.json", "version-1-rejected.json", "version-2.json"})
    void theSchemaHoldsForManifestsOfEachVersion(String file) throws IOException {
        assertThat(schema("manifest")
                        .validate(JSON.readTree(GOLDEN.resolve(file).toFile())))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesOtherDocuments() throws IOException {
        for (String member : List.of("source", "model", "options", "files", "width")) {
            ObjectNode broken =
                    (ObjectNode) JSON.readTree(GOLDEN.resolve("version-2.json").toFile());
            broken.remove(member);
            assertThat(schema("manifest").validate(broken)).as(member).isNotEmpty();
        }
        ObjectNode both =
                (ObjectNode) JSON.readTree(GOLDEN.resolve("version-2.json").toFile());
        both.set(
                "error",
                JSON.readTree(GOLDEN.resolve("version-1-rejected.json").toFile())
                        .get("error"));
        assertThat(schema("manifest").validate(both)).isNotEmpty();
    }

    @Test
    void aLegendFitsItsSchemaAndIsReadAgain() throws IOException {
        LabelSet parts = new LabelSet(
                "parts",
                List.of(
                        new Label(0, "background", 0),
                        new Label(1, "left-arm", 0x4F7BD8),
                        new Label(2, "right-arm", 0x2FA58A)),
                List.of(new LabelSet.Pair("left-arm", "right-arm")));
        LabelSet anatomy = new LabelSet("anatomy", List.of(new Label(0, "background", 0)), List.of());
        Legend legend = Legend.of("model", List.of(parts, anatomy));
        assertThat(schema("labels").validate(JSON.readTree(legend.json()))).isEmpty();
        assertThat(Legend.read(legend.json())).contains(legend);
        assertThat(legend.labelSets()).containsExactly(parts, anatomy);
        assertThat(legend.layers()).extracting(Legend.Layer::output).containsExactly("labels", "anatomy");
        assertThat(Legend.read("no legend".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    /** Every member that the code writes is in the schema, and every member of the schema on the page. */
    @Test
    void schemaAndDocsListEveryMember() throws IOException {
        JsonNode schema = JSON.readTree(Path.of("docs/manifest.schema.json").toFile());
        members(schema, "/properties", Manifest.class);
        members(schema, "/properties/source/properties", Manifest.SourceInfo.class);
        members(schema, "/properties/options/properties", Manifest.Options.class);
        members(schema, "/properties/options/properties/render/properties", RenderOptions.class);
        members(schema, "/properties/files/items/properties", Manifest.OutputFile.class);
        members(schema, "/properties/edited/properties", Manifest.Edited.class);
        String page = Files.readString(Path.of("docs/manifest.md"));
        Stream.of("", "/source", "/options", "/files/items")
                .flatMap(path ->
                        names(schema.at(path.isEmpty() ? "/properties" : "/properties" + path + "/properties"))
                                .stream())
                .forEach(name -> assertThat(page).contains("`" + name + "`"));
    }

    private static void members(JsonNode schema, String at, Class<?> type) {
        assertThat(names(schema.at(at)))
                .as(type.getSimpleName())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getRecordComponents())
                        .map(component -> component.getName())
                        .toList());
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Manifest read(String file) throws IOException {
        return ManifestJson.read(Files.readAllBytes(GOLDEN.resolve(file))).orElseThrow();
    }

    private static JsonSchema schema(String name) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        JSON.readTree(Path.of("docs/" + name + ".schema.json").toFile()));
    }
}
