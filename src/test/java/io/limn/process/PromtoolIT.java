package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus itself loads the alert rules and the dashboard's queries, and each alert fires when it should; where promtool is installed. */
@Tag("process")
class PromtoolIT {
    private static final Path MONITORING = Path.of("infra/monitoring");

    @TempDir
    Path folder;

    @Test
    void prometheusLoadsTheRulesAndEachAlertFiresWhenItShould() throws Exception {
        promtool(
                "check",
                "rules",
                MONITORING.resolve("alerts.yaml").toAbsolutePath().toString());
        Path cases = Path.of("src/test/resources/monitoring/alerts-test.yaml").toAbsolutePath();
        String text = Files.readString(cases);
        for (JsonNode alert : new YAMLMapper()
                .readTree(MONITORING.resolve("alerts.yaml").toFile())
                .findValues("alert")) {
            assertThat(text).as("a case for each alert").contains("alertname: " + alert.asText() + "\n");
        }
        Files.copy(MONITORING.resolve("alerts.yaml"), folder.resolve("alerts.yaml"));
        Files.copy(cases, folder.resolve("alerts-test.yaml"));
        promtool("test", "rules", folder.resolve("alerts-test.yaml").toString());
    }

    @Test
    void prometheusParsesEveryQueryOfTheDashboard() throws Exception {
        JsonNode dashboard = new ObjectMapper()
                .readTree(MONITORING.resolve("grafana-dashboard.json").toFile());
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        int count = 0;
        for (JsonNode query : dashboard.findValues("expr")) {
            rules.append("      - record: panel:%d\n        expr: '%s'\n"
                    .formatted(count++, query.asText().replace("$__rate_interval", "5m")));
        }
        Path file = Files.writeString(folder.resolve("dashboard.yaml"), rules);
        assertThat(promtool("check", "rules", file.toString())).contains(count + " rules found");
    }

    private String promtool(String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("promtool.log");
        String[] command = new String[arguments.length + 1];
        command[0] = "promtool";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("SKIPPED: promtool (Prometheus) is not installed; the alert rules were not loaded by it");
            throw e;
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }
}
