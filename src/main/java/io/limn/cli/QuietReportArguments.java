package io.limn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** As {@link ReportArguments}, with a report that can be restricted to errors. */
final class QuietReportArguments extends ReportArguments {
    @Option(
            names = {"-q", "--quiet"},
            description = "Print only what went wrong.")
    private boolean quiet;

    boolean quiet() {
        return quiet;
    }

    FileReport report(ObjectMapper json, Totals totals, Consumer<String> lines) {
        return new FileReport(asJson() ? json : null, quiet, totals, lines);
    }
}
