package io.limn.http.body;

import io.limn.disk.OwnFolder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The directory of form files, which are kept until their calls end. It belongs to this process alone and is readable by its user only.
 * What a killed process leaves is removed by the next one, see {@link OwnFolder}.
 */
@ApplicationScoped
public class FormFolder {
    static final String NAME = "limn-forms-";
    private static final Logger LOG = Logger.getLogger(FormFolder.class);

    private final OwnFolder own;
    private final boolean serving;

    FormFolder(
            BodyConfig config,
            @ConfigProperty(name = "java.io.tmpdir") Path temporary,
            @ConfigProperty(name = "limn.mode", defaultValue = "serve") String mode) {
        this.own = new OwnFolder(config.formDirectory().orElse(temporary), NAME);
        this.serving = mode.equals("serve") || mode.equals("lambda");
    }

    void start(@Observes StartupEvent event) {
        if (serving) {
            try {
                own.removeLeftovers();
            } catch (IOException e) {
                LOG.debugf("Nothing to clear: %s", e.getMessage());
            }
        }
    }

    /** Creates an empty file; blocks, so call it on a worker thread. */
    Path create() throws IOException {
        return Files.createTempFile(own.path(), "part-", "");
    }

    void stop(@Observes @Priority(10_000) ShutdownEvent event) {
        try {
            own.close();
        } catch (IOException e) {
            LOG.debugf("Forms' files stay until the next start: %s", e.getMessage());
        }
    }
}
