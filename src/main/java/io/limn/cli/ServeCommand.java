package io.limn.cli;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import picocli.CommandLine.Command;

/** {@code limn serve}: runs buckets, events, HTTP and the page until the process is asked to stop. */
@Command(name = "serve", description = "Runs the service: buckets, HTTP and the page, until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = Logger.getLogger(ServeCommand.class);

    @Override
    public Integer call() {
        LOG.infof("Ready; the page is at http://localhost:%s/", port());
        Quarkus.waitForExit();
        return ExitCode.OK;
    }

    /** The port in use, even if 0 (any free port) was configured. */
    static String port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", String.class);
    }
}
