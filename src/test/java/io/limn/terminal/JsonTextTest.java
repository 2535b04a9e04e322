package io.limn.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static final String NAME = "a\u202egpj.\u009b31m\u2028\u0007\ud83d\udc4d\u00e9\n.png";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void jsonForTerminalsEscapesControlCharacters() throws Exception {
        Map<String, String> value = Map.of("file", NAME);
        String line = JsonText.line(json, value);
        String indented = JsonText.indented(value);
        String written = new String(
                JsonText.of(json.writeValueAsString(value).getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        for (String text : new String[] {line, indented, written}) {
            assertThat(text)
                    .contains("a\\u202egpj.\\u009b31m\\u2028\\u0007\ud83d\udc4d\u00e9\\n.png")
                    .doesNotContain("\u202e", "\u009b", "\u2028", "\u0007");
            assertThat(json.readTree(text).get("file").asText()).isEqualTo(NAME);
        }
        assertThat(indented).contains("\n  \"file\"");
    }
}
