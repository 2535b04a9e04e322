package io.limn.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.config.RenamedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables in docs/configuration.md say what the code says; {@code -Dlimn.docs.write=true} brings it up to date. */
class ConfigurationDocTest {
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final String BEGIN = "<!-- configuration: checked against the code by ConfigurationDocTest -->\n";
    private static final String END = "<!-- end of configuration -->";

    @Test
    void everyRenamedKeyIsListedWithItsNewName() throws IOException {
        String page = Files.readString(PAGE);
        RenamedKeys.all().forEach((before, now) -> assertThat(page).contains("| `" + before + "` | `" + now + "` |"));
    }

    @Test
    void everyKeyIsListedWithItsDefaultAndItsMeaning() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        assertThat(from)
                .as("docs/configuration.md has the configuration markers")
                .isBetween(BEGIN.length(), to);
        String table = ConfigurationTable.markdown(Path.of("src/main/java"));
        if (Boolean.getBoolean("limn.docs.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
        } else {
            assertThat(page.substring(from, to)).isEqualTo(table);
        }
    }
}
