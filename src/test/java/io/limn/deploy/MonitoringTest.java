package io.limn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboard and the alert rules name metrics that there are. */
class MonitoringTest {
    private static final Path MONITORING = Path.of("infra/monitoring");
    private static final Pattern NAMED = Pattern.compile("limn_[a-z_]+");
    private static final Pattern MADE = Pattern.compile("\"(limn\\.[a-z.]+)\"");

    @Test
    void everyMetricThatIsNamedIsMade() throws IOException {
        Set<String> made = made();
        for (String file : new String[] {"alerts.yaml", "grafana-dashboard.json"}) {
            Set<String> named = NAMED.matcher(Files.readString(MONITORING.resolve(file)))
                    .results()
                    .map(MatchResult::group)
                    .map(name -> name.replaceAll("_(total|seconds_bucket|seconds_count|seconds_sum)$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(named).as(file).isNotEmpty();
            assertThat(made).as(file).containsAll(named);
        }
    }

    @Test
    void everyPanelHasAQuery() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(MONITORING.resolve("grafana-dashboard.json").toFile());
        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> assertThat(
                        panel.at("/targets/0/expr").asText())
                .contains("limn_"));
    }

    /** In the sources of the rooms that have metrics, in Prometheus' spelling. */
    private static Set<String> made() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/limn"))) {
            Set<String> made = new TreeSet<>();
            for (Path file : files.filter(f -> f.toString().matches(".*/(job|event)/.*\\.java"))
                    .toList()) {
                MADE.matcher(Files.readString(file))
                        .results()
                        .forEach(name -> made.add(name.group(1).replace('.', '_')));
            }
            return made;
        }
    }
}
