package io.limn.cli;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code limn serve}: buckets, events, HTTP and the page, until the process is asked to stop. */
@Command(name = "serve", description = "Serves buckets, HTTP and the page until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Quarkus.waitForExit();
        return ExitCode.OK;
    }
}
