package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The strokes that the page sends against docs/edits.schema.json. */
class PageStrokesTest {
    private static final Path STROKES = Path.of("src/main/resources/web/app/edit/strokes.ts");
    private static final Pattern STROKE = Pattern.compile("export interface Stroke \\{([^}]*)}");
    private static final Pattern MEMBER = Pattern.compile("(\\w+)\\??: ([^;]+);");

    @Test
    void kindsAreThoseOfTheSchema() throws IOException {
        TreeSet<String> kinds = new TreeSet<>();
        strokesOfTheSchema()
                .forEach(stroke -> kinds.add(stroke.at("/properties/kind/const").asText()));
        String written = members().get("kind");
        assertThat(Arrays.stream(written.split("\\|")).map(word -> word.strip().replace("'", "")))
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void membersHaveTheNamesAndTypesOfTheSchema() throws IOException {
        Map<String, String> known = new TreeMap<>();
        strokesOfTheSchema().forEach(stroke -> stroke.path("properties")
                .fields()
                .forEachRemaining(member -> known.put(member.getKey(), type(member.getValue()))));
        Map<String, String> written = members();
        written.remove("kind");
        assertThat(written).hasSizeGreaterThan(8);
        assertThat(known).containsAllEntriesOf(written);
    }

    private static String type(JsonNode property) {
        if (property.path("$ref").asText().toLowerCase().endsWith("point")) {
            return "Point";
        }
        return switch (property.path("type").asText()) {
            case "integer", "number" -> "number";
            case "array" -> type(property.path("items")) + "[]";
            default -> property.path("type").asText();
        };
    }

    private static Iterable<JsonNode> strokesOfTheSchema() throws IOException {
        return new ObjectMapper()
                .readTree(new File("docs/edits.schema.json"))
                .path("$defs")
                .valueStream()
                .filter(definition -> definition.at("/properties/kind").isObject())
                .toList();
    }

    private static Map<String, String> members() throws IOException {
        Matcher stroke = STROKE.matcher(Files.readString(STROKES));
        assertThat(stroke.find()).isTrue();
        return MEMBER.matcher(stroke.group(1))
                .results()
                .collect(Collectors.toMap(
                        (MatchResult member) -> member.group(1), member -> member.group(2), (a, b) -> a, TreeMap::new));
    }
}
