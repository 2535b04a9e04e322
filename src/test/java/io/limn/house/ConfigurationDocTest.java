package io.limn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's table of configuration keys says what the code says; {@code -Dlimn.docs.write=true} brings it up to date. */
class ConfigurationDocTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- configuration: checked against the code by ConfigurationDocTest -->\n";
    private static final String END = "<!-- end of configuration -->";

    @Test
    void everyKeyStandsInTheReadmeWithItsDefaultAndItsMeaning() throws IOException {
        String readme = Files.readString(README);
        int from = readme.indexOf(BEGIN) + BEGIN.length();
        int to = readme.indexOf(END);
        assertThat(from).as("README.md has the configuration markers").isBetween(BEGIN.length(), to);
        String table = ConfigurationTable.markdown(Path.of("src/main/java"));
        if (Boolean.getBoolean("limn.docs.write")) {
            Files.writeString(README, readme.substring(0, from) + table + readme.substring(to));
        } else {
            assertThat(readme.substring(from, to)).isEqualTo(table);
        }
    }
}
