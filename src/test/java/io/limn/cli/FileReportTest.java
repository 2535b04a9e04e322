package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class FileReportTest {
    private static final String NAME = "a\u202egpj.\u009b31m\u2028\u00e9.png";

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void aNameWithTerminalControlCharactersIsEscapedInJson() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            new FileReport(new ObjectMapper(), true, new Totals(), line -> {})
                    .ended(ParsedFile.failed(Path.of(NAME), new IOException("gone")));
        } finally {
            System.setOut(before);
        }
        String line = out.toString(StandardCharsets.UTF_8);
        assertThat(line)
                .contains("a\\u202egpj.\\u009b31m\\u2028\u00e9.png")
                .doesNotContain("\u202e", "\u009b", "\u2028");
        assertThat(new ObjectMapper().readTree(line).get("file").asText()).isEqualTo(NAME);
    }
}
