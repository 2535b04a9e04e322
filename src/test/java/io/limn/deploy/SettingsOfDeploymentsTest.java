package io.limn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.house.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A deployment sets only what the code reads: a misspelt variable would be ignored in silence. */
class SettingsOfDeploymentsTest {
    private static final Pattern VARIABLE = Pattern.compile("(?<![A-Z_$])LIMN_[A-Z_]+[A-Z]");
    private static final Set<String> NOT_OF_THE_SERVICE = Set.of("LIMN_IMAGE", "LIMN_JAVA_OPTS");

    @Test
    void everyVariableThatADeploymentSetsIsASettingOfTheCode() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path root : List.of(
                Path.of("infra"), Path.of("src/main/docker"), Path.of("compose.yaml"), Path.of("docs/deploy.md"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(f -> !f.toString().contains(".terraform"))
                        .toList()) {
                    Matcher variable = VARIABLE.matcher(Files.readString(file));
                    while (variable.find()) {
                        found.add(variable.group());
                    }
                }
            }
        }
        found.removeAll(NOT_OF_THE_SERVICE);
        // A map by the owners' names, which deployments make up.
        found.removeIf(name -> name.startsWith("LIMN_HTTP_API_KEYS"));
        assertThat(found).hasSizeGreaterThan(8);
        assertThat(Settings.environmentVariables()).containsAll(found);
    }
}
