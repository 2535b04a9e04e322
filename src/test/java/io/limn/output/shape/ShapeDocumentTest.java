package io.limn.output.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeDocumentTest {
    private static String json() {
        return new String(Documents.moving().json(), StandardCharsets.US_ASCII);
    }

    @Test
    void theJsonFollowsThePublishedSchema() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/shapes.schema.json")));
        assertThat(schema.validate(json(), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(json().replace("\"hole\"", "\"gap\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void writtenFilesAreReadBack() {
        ShapeDocument read = ShapeDocument.read(Documents.moving().json());
        assertThat(read.json()).isEqualTo(Documents.moving().json());
        assertThat(read.shapes().get(3).name()).isEqualTo(Documents.ODD);
        assertThat(read.first()).isEqualTo(1001);
        assertThat(read.last()).isEqualTo(1004);
    }

    @Test
    void membersOfLaterReleasesAreIgnored() {
        String later = json().replaceFirst("\"width\"", "\"more\": {\"a\": [1]}, \"width\"");
        assertThat(ShapeDocument.read(later.getBytes(StandardCharsets.US_ASCII)).width())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limn-shapes | other | it lacks \"format\": \"limn-shapes\"",
                "\"version\":1 | \"version\":2 | its version is 2; this program reads version 1",
                "\"width\":200 | \"width\":0 | the frame's size is not there",
                "\"frame\":1004 | \"frame\":1001 | keys out of order",
                "\"kind\":\"hole\" | \"kind\":null | has no kind",
                "4.25 | 4.25, 1.0 | has not one radius per vertex",
                "3.5 | [] | it is not JSON of shapes",
            })
    void invalidDocumentsAreRefusedWithASentence(String part, String by, String sentence) {
        String broken = json().replace(part, by);
        assertThat(broken).isNotEqualTo(json());
        assertThatThrownBy(() -> ShapeDocument.read(broken.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void formatNamesAreThoseOfTheOption() {
        assertThat(ShapeFormat.words()).containsExactly("svg", "ae", "nuke", "fxs", "blender");
        assertThat(ShapeFormat.byWord("ae")).contains(ShapeFormat.AFTER_EFFECTS);
        assertThat(ShapeFormat.byWord("AE ")).isEmpty();
    }
}
