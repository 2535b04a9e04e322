package io.limn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test stands where the build runs tests of its kind: once, and in the right JVM. CONTRIBUTING.md explains the kinds. */
class TestsTest {
    private static final Path TESTS = Path.of("src/test/java");

    private static List<Path> having(Pattern text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (text.matcher(Files.readString(file)).find()) {
                    found.add(TESTS.relativize(file));
                }
            }
        }
        return found;
    }

    @Test
    void testsOfTheRunningServiceAreRunByServiceItAlone() throws IOException {
        List<String> service = having(Pattern.compile("(?m)^@QuarkusTest$")).stream()
                .map(file -> file.toString().replace(File.separatorChar, '/'))
                .sorted()
                .toList();
        assertThat(service).isNotEmpty();
        assertThat(Files.readAllLines(Path.of("src/test/service-tests.txt")))
                .as("what \"test\" leaves to ServiceIT")
                .isEqualTo(service);
        assertThat(Pattern.compile("\"(io\\.limn\\.[\\w.]+)\"")
                        .matcher(Files.readString(TESTS.resolve("io/limn/service/ServiceIT.java")))
                        .results()
                        .map(name -> name.group(1).replace('.', '/') + ".java"))
                .as("what ServiceIT runs")
                .isEqualTo(service);
    }

    @Test
    void testsThatStartProcessesAreTaggedAndNamedSoThatVerifyRunsThemAndTestDoesNot() throws IOException {
        List<Path> tagged = having(Pattern.compile("(?m)^@Tag\\(\"process\"\\)$"));
        List<Path> named;
        try (Stream<Path> files = Files.walk(TESTS)) {
            named = files.filter(file -> file.toString().endsWith("IT.java"))
                    .map(TESTS::relativize)
                    .toList();
        }
        assertThat(tagged).isNotEmpty().containsExactlyInAnyOrderElementsOf(named);
        assertThat(having(Pattern.compile("LimnProcess\\.start\\(")))
                .allSatisfy(file -> assertThat(file.getParent()).isEqualTo(Path.of("io/limn/process")));
    }
}
