package io.limn.cli;

import picocli.CommandLine.Option;

/** The model and the report of a command that parses frames. */
class ReportArguments {
    /** Read before the service starts, by {@link Mode#chooseModel}: the parser is made with it. */
    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model package, see 'limn models'. Default: limn.model.name.")
    private String model;

    @Option(names = "--json", description = "Print one JSON object per frame.")
    private boolean asJson;

    final boolean asJson() {
        return asJson;
    }
}
