package io.limn.cli;

import io.limn.config.ConversionProblem;
import io.limn.config.InvalidSettingException;
import io.limn.model.InvalidModelException;
import io.limn.model.StoppingException;
import io.limn.store.FolderTakenException;
import io.limn.store.PortTakenException;
import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Ends the process. A start that failed for a reason the user can fix gets one sentence and no stack trace; exit code 2 where the
 * configuration is wrong, 1 where another try may succeed. Anything else is a bug and is logged with its stack trace.
 */
final class ExitHandler implements BiConsumer<Integer, Throwable> {
    private static final Logger LOG = Logger.getLogger(ExitHandler.class);

    /** What to print, and the exit code. */
    record Ending(List<String> sentences, int code) {}

    @Override
    public void accept(Integer code, Throwable failure) {
        if (failure == null) {
            System.exit(code);
        }
        if (Interruption.hasBegun()) {
            return; // the JVM ends with the code of the signal
        }
        Optional<Ending> ending = of(failure);
        if (ending.isPresent()) {
            ending.get().sentences().forEach(sentence -> System.err.println("limn: " + sentence));
            System.exit(ending.get().code());
        }
        LOG.error("Unexpected error at start", failure);
        System.exit(ExitCode.FAILED);
    }

    /** Empty for what is no mistake of the user's. */
    static Optional<Ending> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSettingException || cause instanceof InvalidModelException) {
                return Optional.of(new Ending(List.of(cause.getMessage()), ExitCode.USAGE));
            }
            if (cause instanceof ConfigValidationException invalid) {
                return Optional.of(new Ending(sentences(invalid), ExitCode.USAGE));
            }
            if (cause instanceof PortTakenException
                    || cause instanceof FolderTakenException
                    || cause instanceof StoppingException) {
                return Optional.of(new Ending(List.of(cause.getMessage()), ExitCode.FAILED));
            }
            if (cause instanceof QuarkusBindException taken) {
                return Optional.of(new Ending(
                        List.of("port " + taken.getPort()
                                + " is in use: stop the other program or set quarkus.http.port"),
                        ExitCode.FAILED));
            }
        }
        return Optional.empty();
    }

    private static List<String> sentences(ConfigValidationException invalid) {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < invalid.getProblemCount(); i++) {
            sentences.add(ConversionProblem.sentence(invalid.getProblem(i).getMessage()));
        }
        return sentences;
    }
}
