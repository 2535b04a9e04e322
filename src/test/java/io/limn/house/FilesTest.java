package io.limn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files stay small enough to be read in one go. */
class FilesTest {
    private static final List<String> SOURCES = List.of(".java", ".js", ".ts", ".css", ".py");

    @Test
    void noSourceFileIsLongerThanFiveHundredLines() throws IOException {
        assertThat(lines(Path.of("src"), Path.of("models")).entrySet())
                .filteredOn(file -> file.getValue() > 500)
                .isEmpty();
    }

    @Test
    void theMedianJavaFileOfTheServiceIsUnderSixtyLines() throws IOException {
        List<Integer> sorted = lines(Path.of("src/main/java")).values().stream()
                .sorted(Comparator.naturalOrder())
                .toList();
        assertThat(sorted.get(sorted.size() / 2)).isLessThan(60);
        assertThat(sorted.get(sorted.size() * 9 / 10)).isLessThan(220);
    }

    @Test
    void noFileOfThePageIsLongerThanThreeHundredLines() throws IOException {
        assertThat(lines(Path.of("src/main/resources/web")).entrySet())
                .isNotEmpty()
                .filteredOn(file -> file.getValue() > 300)
                .isEmpty();
    }

    private static Map<Path, Integer> lines(Path... roots) throws IOException {
        Map<Path, Integer> lines = new TreeMap<>();
        for (Path root : roots) {
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(FilesTest::isSource).collect(Collectors.toList())) {
                    lines.put(file, count(file));
                }
            }
        }
        return lines;
    }

    private static boolean isSource(Path file) {
        return SOURCES.stream().anyMatch(file.toString()::endsWith);
    }

    private static int count(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
