package io.limn.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the packaged program is made of, and under which licences; {@code target/licences.txt} is the list. */
@Tag("process")
class LicencesIT {
    private static final Path BOM = Path.of("target/quarkus-app/bom.json");
    private static final Path LIST = Path.of("target/licences.txt");

    /** SPDX names; where a component offers several, one of these is enough. */
    private static final Set<String> GOOD = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD-4-Clause",
            "EPL-1.0",
            "EPL-2.0",
            "CC0-1.0",
            "ISC",
            "Zlib",
            "UPL-1.0",
            "GPL-2.0-with-classpath-exception",
            "GNU General Public License, version 2 with the GNU Classpath Exception");

    private static JsonNode bom;

    @BeforeAll
    static void read() throws IOException {
        assumeTrue(Files.exists(BOM), "SKIPPED: " + BOM + " is not there; ./mvnw verify makes it first");
        bom = new ObjectMapper().readTree(BOM.toFile());
    }

    @Test
    void everyComponentHasAPermittedLicenceAndIsListed() throws IOException {
        Map<String, Set<String>> byLicence = new TreeMap<>();
        List<String> bad = new ArrayList<>();
        for (JsonNode component : bom.path("components")) {
            List<String> licences = licences(component);
            if (licences.stream().noneMatch(GOOD::contains)) {
                bad.add(component.path("purl").asText() + " " + licences);
            }
            byLicence
                    .computeIfAbsent(String.join(" or ", licences), key -> new TreeSet<>())
                    .add(component.path("group").asText() + ":"
                            + component.path("name").asText() + ":"
                            + component.path("version").asText());
        }
        StringBuilder list = new StringBuilder();
        byLicence.forEach((licence, components) -> list.append(licence)
                .append("\n  ")
                .append(String.join("\n  ", components))
                .append("\n"));
        Files.writeString(LIST, list);
        assertThat(bad).as("no known licence that allows the use").isEmpty();
    }

    @Test
    void theBillOfMaterialsIsOfThisProgram() {
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bom.at("/metadata/component/name").asText()).isEqualTo("limn");
        assertThat(bom.path("components"))
                .extracting(component -> component.path("name").asText())
                .contains("onnxruntime", "quarkus-rest-jackson", "s3")
                .doesNotContain("junit-jupiter", "playwright");
        assertThat(bom.path("components")).allSatisfy(component -> {
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
            assertThat(component.path("hashes")).isNotEmpty();
        });
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        for (JsonNode entry : component.path("licenses")) {
            JsonNode licence = entry.path("license");
            licences.add(
                    entry.has("expression")
                            ? entry.path("expression").asText()
                            : licence.path("id").asText(licence.path("name").asText()));
        }
        return licences;
    }
}
