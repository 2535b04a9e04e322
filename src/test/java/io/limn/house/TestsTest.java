package io.limn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
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

    /** What an execution of the build includes or excludes. */
    private static List<String> patterns(String execution, String element) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String from = pom.substring(pom.indexOf("<id>" + execution + "</id>"));
        return Pattern.compile("<" + element + ">(.*?)</" + element + ">")
                .matcher(from.substring(0, from.indexOf("</execution>")))
                .results()
                .map(pattern -> pattern.group(1))
                .toList();
    }

    @Test
    void testsOfTheRunningServiceStandWhereOneJvmRunsThemAll() throws IOException {
        List<PathMatcher> patterns = patterns("service-test", "include").stream()
                // Maven's ** may be no folder at all; Java's is at least one.
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob.replace("**/", "{,**/}")))
                .toList();
        assertThat(patterns).isNotEmpty();
        assertThat(having(Pattern.compile("(?m)^@QuarkusTest$"))).isNotEmpty().allSatisfy(file -> assertThat(patterns)
                .as(file + " is a @QuarkusTest: it belongs below io.limn.http, or is named in pom.xml's service-test")
                .anyMatch(pattern -> pattern.matches(file)));
    }

    @Test
    void whatTheOneExecutionIncludesTheOtherExcludes() throws IOException {
        assertThat(patterns("service-test", "include")).isNotEmpty().isEqualTo(patterns("default-test", "exclude"));
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
