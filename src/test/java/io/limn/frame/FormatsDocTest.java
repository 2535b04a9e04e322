package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.header.FrameRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of formats in docs/formats.md says what happens to files. */
class FormatsDocTest {
    private static final Path PAGE = Path.of("docs/formats.md");

    private final FrameReader reader = Drawing.reader();

    @TestFactory
    List<DynamicTest> eachRowSaysWhatHappensToItsFiles() throws Exception {
        Map<String, String> rows = rows();
        return FormatSamples.all().entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    assertThat(rows).containsKey(row.getKey());
                    if (row.getKey().startsWith("HEIC")) {
                        HeifTest.assumeFfmpeg();
                    }
                    for (byte[] file : row.getValue()) {
                        assertThat(rows.get(row.getKey())).startsWith(outcome(file));
                    }
                }))
                .toList();
    }

    @Test
    void eachRowHasFiles() throws Exception {
        assertThat(FormatSamples.all().keySet()).containsExactlyElementsOf(rows().keySet());
    }

    private String outcome(byte[] file) {
        try {
            reader.read(file);
            return "read";
        } catch (FrameRejectedException e) {
            return switch (e.reason()) {
                case UNSUPPORTED, NOT_AN_IMAGE -> "415";
                case TOO_MANY_BYTES -> "413";
                default -> "422";
            };
        }
    }

    /** Result by "format | kind". */
    private static Map<String, String> rows() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("| format | kind | result |"), page.indexOf("## What a file says"));
        Map<String, String> rows = new LinkedHashMap<>();
        table.lines().skip(2).filter(line -> line.startsWith("|")).forEach(line -> {
            String[] cells = line.split("\\|");
            rows.put(cells[1].strip() + " | " + cells[2].strip(), cells[3].strip());
        });
        return rows;
    }
}
