package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's TypeScript types against the OpenAPI document: it uses no member that the service doesn't have. */
@QuarkusTest
@TestProfile(Scripted.class)
class PageTypesTest {
    private static final Path TYPES = Path.of("src/main/resources/web/app/api/types.ts");
    private static final Pattern INTERFACE = Pattern.compile("export interface (\\w+) \\{([^}]*)}");
    private static final Pattern MEMBER = Pattern.compile("(\\w+)(\\??): ([^;]+);");

    @Test
    void everyInterfaceIsASchemaWithTheSameMembers() throws IOException {
        JsonNode schemas = new ObjectMapper()
                .readTree(given().accept("application/json").get("/q/openapi").asString())
                .at("/components/schemas");
        List<String> wrong = new ArrayList<>();
        Map<String, String> interfaces = interfaces();
        assertThat(interfaces).hasSizeGreaterThan(10);
        interfaces.forEach((name, body) -> {
            JsonNode schema = schemas.path(name);
            if (schema.isMissingNode()) {
                wrong.add(name + ": no such schema");
                return;
            }
            MEMBER.matcher(body).results().forEach(member -> check(name, member, schema, schemas, wrong));
        });
        assertThat(wrong).isEmpty();
    }

    private static void check(String name, MatchResult member, JsonNode schema, JsonNode schemas, List<String> wrong) {
        JsonNode property = schema.path("properties").path(member.group(1));
        String place = name + "." + member.group(1);
        if (property.isMissingNode()) {
            wrong.add(place + ": no such member");
        } else if (!type(property, schemas).equals(member.group(3))) {
            wrong.add(place + ": " + type(property, schemas) + ", not " + member.group(3));
        }
    }

    private static String type(JsonNode property, JsonNode schemas) {
        String reference = property.path("$ref").asText();
        for (JsonNode part : property.path("allOf")) {
            reference = reference.isEmpty() ? part.path("$ref").asText() : reference;
        }
        if (!reference.isEmpty()) {
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            String plain = schemas.path(name).path("type").asText();
            return plain.equals("object") ? name : type(schemas.path(name), schemas);
        }
        return switch (property.path("type").asText()) {
            case "integer", "number" -> "number";
            case "boolean" -> "boolean";
            case "array" -> type(property.path("items"), schemas) + "[]";
            default -> "string";
        };
    }

    private static Map<String, String> interfaces() throws IOException {
        Map<String, String> found = new TreeMap<>();
        INTERFACE
                .matcher(Files.readString(TYPES))
                .results()
                .forEach(match -> found.put(match.group(1), match.group(2)));
        return found;
    }
}
