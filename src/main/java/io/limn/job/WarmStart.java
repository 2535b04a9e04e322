package io.limn.job;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Loads the model before the first call, so that no event loop waits for it and a wrong setting fails the start instead of the
 * first frame.
 */
@ApplicationScoped
public class WarmStart {
    private final Provider<FrameService> queue;
    private final String mode;

    public WarmStart(
            Provider<FrameService> queue, @ConfigProperty(name = "limn.mode", defaultValue = "serve") String mode) {
        this.queue = queue;
        this.mode = mode;
    }

    void start(@Observes StartupEvent event) {
        if (mode.equals("serve") || mode.equals("lambda")) {
            queue.get().waiting();
        }
    }
}
