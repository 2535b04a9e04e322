package io.limn.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code limn prepare}: implemented by the launcher script; declared here so that the help lists it. */
@Command(
        name = "prepare",
        description =
                "Makes starts with this Java faster: builds Limn, then lets the JVM keep the classes it loads. ./limn does"
                        + " so when it builds.")
final class PrepareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getErr()
                .println(
                        "limn: prepare is a command of the ./limn script; container images are prepared when they are built");
        return ExitCode.USAGE;
    }
}
