package io.limn.cli;

import picocli.CommandLine.Option;

/** The model and the report of a command that parses frames. */
class ReportArguments {
    /** Declared for the help only: {@link Mode#chooseModel} reads it before the service starts, because the parser is created with it. */
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
