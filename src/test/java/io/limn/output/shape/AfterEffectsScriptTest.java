package io.limn.output.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.ScriptableObject;

/** The script for After Effects as ECMAScript 3, in a mocked object model that has nothing of later editions. */
class AfterEffectsScriptTest {
    private static final Path MOCK = Path.of("src/test/resources/shapes/after-effects-mock.js");
    private static final Pattern STRING_OR_COMMENT = Pattern.compile(
            "\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern LATER = Pattern.compile(
            ",\\s*[\\]}]|\\b(?:let|const|class|yield|import|export|JSON)\\b|=>|`|\\.\\.\\.|\\bget\\s+\\w+\\s*\\("
                    + "|\\.(?:default|delete|catch|finally|new|class|in|for)\\b");

    /** ECMAScript 3 alone: reserved words are no names. */
    private static final class OldEngine extends ContextFactory {
        @Override
        protected boolean hasFeature(Context context, int feature) {
            return switch (feature) {
                case Context.FEATURE_RESERVED_KEYWORD_AS_IDENTIFIER -> false;
                case Context.FEATURE_STRICT_MODE, Context.FEATURE_WARNING_AS_ERROR -> true;
                default -> super.hasFeature(context, feature);
            };
        }
    }

    private static JsonNode run(ShapeDocument document, String before, String report) throws IOException {
        String script = new String(ShapeFormat.AFTER_EFFECTS.write(document), StandardCharsets.UTF_8);
        try (Context context = new OldEngine().enterContext()) {
            context.setLanguageVersion(Context.VERSION_1_5);
            context.setOptimizationLevel(-1);
            ScriptableObject scope = context.initStandardObjects();
            context.evaluateString(scope, Files.readString(MOCK), "mock", 1, null);
            context.evaluateString(scope, before, "before", 1, null);
            context.evaluateString(scope, script, "script", 1, null);
            Object made = context.evaluateString(scope, report, "report", 1, null);
            return new ObjectMapper()
                    .readTree(NativeJSON.stringify(context, scope, made, null, null)
                            .toString());
        }
    }

    @Test
    void eachMatteBecomesASolidWithItsMasksAndEachCentreLineOneWithAnOpenPath() throws IOException {
        JsonNode solids = run(
                Documents.moving(),
                "app.project.activeItem = new CompItem(400, 200);",
                "app.project.activeItem.solids;");
        assertThat(solids.findValuesAsText("name"))
                .containsExactly(
                        "person-1/left-arm",
                        "person-1/left-arm",
                        "person-1/left-arm/hole-1",
                        "person-1/left-arm/piece-2",
                        Documents.ODD,
                        Documents.ODD,
                        "person-1/left-arm/centre-line",
                        "person-1/left-arm/centre-line");
        JsonNode arm = solids.get(0);
        assertThat(arm.get("width").asInt()).isEqualTo(200);
        assertThat(arm.get("scale").get(0).asInt())
                .as("fitted to the composition")
                .isEqualTo(200);
        assertThat(arm.get("masks").findValuesAsText("maskMode")).containsExactly("add", "subtract", "add");
        JsonNode path = arm.get("masks").get(0).get("path");
        assertThat(path.get("times").get(0).asDouble()).isZero();
        assertThat(path.get("times").get(1).asDouble()).isCloseTo(3 / 24.0, within(1e-9));
        JsonNode moved = path.get("values").get(1);
        assertThat(moved.get("closed").asBoolean()).isTrue();
        assertThat(moved.get("vertices").get(0).get(0).asDouble()).isEqualTo(150);
        assertThat(moved.get("outTangents").get(0).get(1).asDouble()).isCloseTo(22.092, within(1e-6));
        JsonNode line = solids.get(2).get("masks").get(0);
        assertThat(line.get("maskMode").asText()).isEqualTo("none");
        assertThat(line.get("path").get("values").get(0).get("closed").asBoolean())
                .isFalse();
        assertThat(line.get("path")
                        .get("values")
                        .get(0)
                        .get("inTangents")
                        .get(1)
                        .get(0)
                        .asDouble())
                .isEqualTo(-20);
    }

    @Test
    void withoutACompositionTheScriptSaysWhatToDo() throws IOException {
        JsonNode alerts = run(Documents.moving(), "", "alerts;");
        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).asText()).startsWith("Open the composition");
        assertThat(run(Documents.moving(), "app.project = null;", "alerts;")).hasSize(1);
    }

    @Test
    void theScriptIsEcmaScript3() throws IOException {
        String script = new String(ShapeFormat.AFTER_EFFECTS.write(Documents.moving()), StandardCharsets.UTF_8);
        assertThat(script).isASCII();
        String code = STRING_OR_COMMENT.matcher(script).replaceAll("\"\"");
        assertThat(LATER.matcher(code).results().map(match -> match.group()).toList())
                .isEmpty();
        assertThat(LATER.matcher("var a = [1, 2, ];").find()).isTrue();
        assertThatThrownBy(() -> run(Documents.moving(), "let a = 1;", "alerts;"))
                .isInstanceOf(EvaluatorException.class);
        assertThatThrownBy(() -> run(Documents.moving(), "JSON.parse('1');", "alerts;"))
                .hasMessageContaining("JSON");
    }

    @Test
    void aShapeIsOpaqueOnlyWhileItExists() throws IOException {
        ShapeDocument document =
                new ShapeDocument(200, 100, 1, List.of(life("arm", 1001, 1004), life("arm/piece-2", 1005, 1008)));
        JsonNode solids = run(
                document,
                "app.project.activeItem = new CompItem(200, 100);",
                "var m = app.project.activeItem.solids[0].masks; [m[0].opacity, m[1].opacity];");
        assertThat(solids.at("/0/values").toString()).isEqualTo("[100,0]");
        assertThat(solids.at("/1/values").toString()).isEqualTo("[0,100,0]");
        assertThat(solids.at("/1/times/1").asDouble()).isCloseTo(4 / 24.0, within(1e-9));
        assertThat(solids.at("/1/held").asInt()).isEqualTo(3);
    }

    private static Shape life(String name, int first, int last) {
        return new Shape(
                name,
                Shape.Kind.OUTLINE,
                "arm",
                true,
                first,
                last,
                List.of(
                        new Shape.Key(first, Documents.circle(50, 50, 20), null, null),
                        new Shape.Key(last, Documents.circle(60, 50, 20), null, null)));
    }
}
