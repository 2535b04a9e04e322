package io.limn.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a PromQL expression asks Limn's metrics for, and whether an answer of {@code /q/metrics} has it. */
public record PromQuery(String expression) {
    private static final Path MONITORING = Path.of("infra/monitoring");
    private static final Pattern SELECTOR = Pattern.compile("(limn_[a-z_]+)(\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");

    /** Those of the alert rules and of the dashboard. */
    public static List<PromQuery> all() throws IOException {
        JsonNode alerts = Yaml.read(MONITORING.resolve("alerts.yaml"));
        JsonNode dashboard = Yaml.read(MONITORING.resolve("grafana-dashboard.json"));
        return Stream.of(alerts, dashboard)
                .flatMap(file -> file.findValues("expr").stream())
                .map(expression -> new PromQuery(expression.asText()))
                .toList();
    }

    /** Series that the expression names, and no line of the metrics has; labels that it groups by, and no series of its first metric has. */
    public List<String> missing(String metrics) {
        Set<String> missing = new TreeSet<>();
        for (MatchResult selector : SELECTOR.matcher(expression).results().toList()) {
            List<String> series = metrics.lines()
                    .filter(line ->
                            line.startsWith(selector.group(1) + "{") || line.startsWith(selector.group(1) + " "))
                    .toList();
            List<String> wanted = MATCHER.matcher(selector.group(3) == null ? "" : selector.group(3))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            if (series.stream().noneMatch(line -> wanted.stream().allMatch(line::contains))) {
                missing.add(selector.group());
            }
            Matcher by = GROUPED.matcher(expression);
            while (by.find()) {
                for (String label : by.group(1).split(" *, *")) {
                    if (series.stream().noneMatch(line -> line.matches(".*[{,]" + label + "=.*"))) {
                        missing.add(selector.group(1) + " by " + label);
                    }
                }
            }
        }
        return List.copyOf(missing);
    }
}
