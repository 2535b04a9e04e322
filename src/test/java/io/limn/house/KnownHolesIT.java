package io.limn.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing of the packaged program has a hole that is known: by OSV's data where it can be had, and by the repository's own list. */
@Tag("process")
class KnownHolesIT {
    private static final Path BOM = Path.of("target/quarkus-app/bom.json");
    private static final Path LIST = Path.of("src/test/resources/known-holes.txt");
    private static final URI OSV = URI.create("https://api.osv.dev/v1/querybatch");
    private static final Duration WAIT = Duration.ofSeconds(5);

    private record Component(String purl, String name, String version) {}

    /** @param accepted why it does not reach Limn; null for a hole that fails the build */
    private record Hole(String id, String name, String from, String fixed, String accepted) {
        boolean isIn(Component component) {
            return component.name().equals(name)
                    && compare(component.version(), from) >= 0
                    && compare(component.version(), fixed) < 0;
        }
    }

    private static List<Component> components;

    @BeforeAll
    static void read() throws IOException {
        assumeTrue(Files.exists(BOM), "SKIPPED: " + BOM + " is not there; ./mvnw verify makes it first");
        components = new ArrayList<>();
        for (JsonNode part : new ObjectMapper().readTree(BOM.toFile()).path("components")) {
            components.add(new Component(
                    part.path("purl").asText(),
                    part.path("group").asText() + ":" + part.path("name").asText(),
                    part.path("version").asText()));
        }
    }

    @Test
    void noComponentHasAListedVulnerability() throws IOException {
        List<String> found = new ArrayList<>();
        for (Hole hole : list()) {
            components.stream()
                    .filter(part -> hole.accepted() == null && hole.isIn(part))
                    .forEach(part -> found.add(
                            hole.id() + " is in " + part.name() + ":" + part.version() + ", fixed in " + hole.fixed()));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void acceptedVulnerabilitiesExistAndHaveAReason() throws IOException {
        assertThat(list()).filteredOn(hole -> hole.accepted() != null).allSatisfy(hole -> {
            assertThat(hole.accepted()).containsPattern("\\w+(Test|IT)$");
            assertThat(components).as(hole.id()).anyMatch(hole::isIn);
        });
    }

    @Test
    void theListFindsWhatItIsFor() throws IOException {
        List<Hole> holes = list();
        Component old = new Component("", "io.netty:netty-codec-http", "4.1.130.Final");
        Component fixed = new Component("", "io.netty:netty-codec-http", "4.1.138.Final");
        assertThat(holes)
                .filteredOn(hole -> hole.isIn(old))
                .extracting(Hole::id)
                .contains("CVE-2026-33870");
        assertThat(holes).noneMatch(hole -> hole.isIn(fixed));
    }

    @Test
    void osvKnowsNoVulnerability() throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode batch = json.createObjectNode();
        ArrayNode queries = batch.putArray("queries");
        components.forEach(part -> queries.addObject().putObject("package").put("purl", part.purl()));
        HttpResponse<String> answer;
        try {
            answer = HttpClient.newBuilder()
                    .connectTimeout(WAIT)
                    .build()
                    .send(
                            HttpRequest.newBuilder(OSV)
                                    .timeout(WAIT.multipliedBy(6))
                                    .POST(BodyPublishers.ofString(batch.toString()))
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException e) {
            assumeTrue(false, "SKIPPED: " + OSV + " can't be reached (" + e + "); only the list was looked at");
            return;
        }
        assumeTrue(answer.statusCode() == 200, "SKIPPED: " + OSV + " answered " + answer.statusCode());
        Set<String> accepted = list().stream()
                .filter(hole -> hole.accepted() != null)
                .map(Hole::id)
                .collect(Collectors.toSet());
        JsonNode results = json.readTree(answer.body()).path("results");
        List<String> found = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            for (JsonNode hole : results.get(i).path("vulns")) {
                if (!accepted.contains(hole.path("id").asText())) {
                    found.add(hole.path("id").asText() + " is in "
                            + components.get(i).purl());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Hole> list() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\| "))
                .map(part -> new Hole(
                        part[0].strip(),
                        part[1].strip(),
                        part[2].strip(),
                        part[3].strip(),
                        part.length > 4 ? part[4].strip() : null))
                .toList();
    }

    /** By the numbers in them; {@code .Final}, {@code -jre} and the like count for nothing. */
    private static int compare(String one, String other) {
        int[] a = numbers(one);
        int[] b = numbers(other);
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            int by = Integer.compare(i < a.length ? a[i] : 0, i < b.length ? b[i] : 0);
            if (by != 0) {
                return by;
            }
        }
        return 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[^0-9]+"))
                .filter(part -> !part.isEmpty() && part.length() < 9)
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
