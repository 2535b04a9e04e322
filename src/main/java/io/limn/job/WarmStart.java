package io.limn.job;

import io.limn.parsing.Parser;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Loads the model before the first call, so that no event loop waits for it and a wrong setting fails the start instead of the first frame.
 * It is loaded concurrently with the rest of the start, once the configuration has been checked.
 */
@ApplicationScoped
public class WarmStart {
    private static final Set<String> WITHOUT_MODEL = Set.of("local", "store");
    private static final int AFTER_CONFIGURATION = 2;
    private static final int AFTER_MOST = 3000;

    private final Provider<Parser> parser;
    private final Provider<FrameService> queue;
    private final String mode;

    public WarmStart(
            Provider<Parser> parser,
            Provider<FrameService> queue,
            @ConfigProperty(name = "limn.mode", defaultValue = "serve") String mode) {
        this.parser = parser;
        this.queue = queue;
        this.mode = mode;
    }

    void begin(@Observes @Priority(AFTER_CONFIGURATION) StartupEvent event) {
        if (!WITHOUT_MODEL.contains(mode)) {
            Thread ahead = new Thread(parser::get, "limn-model-ahead");
            ahead.setDaemon(true);
            // Whoever needs the parser next meets the same failure and reports it.
            ahead.setUncaughtExceptionHandler((thread, failure) -> {});
            ahead.start();
        }
    }

    /** Waits for the model after everything else has started; only a command line can go on without it. */
    void end(@Observes @Priority(AFTER_MOST) StartupEvent event) {
        if (mode.equals("serve") || mode.equals("lambda")) {
            queue.get().waiting();
        }
    }
}
