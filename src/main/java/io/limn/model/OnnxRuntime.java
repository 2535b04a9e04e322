package io.limn.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Opens ONNX Runtime, once a process. While it opens, its telemetry holds the process's command line against a regular
 * expression that takes some 400 bytes of stack a character: a few thousand characters (a long class path, many files to parse)
 * overflow an ordinary thread's stack and end the process. So it is opened on a thread whose stack fits the command line, and
 * telemetry is switched off.
 */
public final class OnnxRuntime {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final long STACK_A_CHARACTER = 640;
    private static final long LEAST_STACK = 8L << 20;

    private OnnxRuntime() {}

    /** Begins to load it beside the caller's other work: its libraries are large, and the rest of a start does not need them. */
    public static void openAhead() {
        Thread ahead = new Thread(OnnxRuntime::environment, "onnxruntime-ahead");
        ahead.setDaemon(true);
        // The first call that needs it meets the same failure and reports it.
        ahead.setUncaughtExceptionHandler((thread, failure) -> {});
        ahead.start();
    }

    static OrtEnvironment environment() {
        return Opened.ENVIRONMENT;
    }

    /** Opened on first use. */
    private static final class Opened {
        private static final OrtEnvironment ENVIRONMENT =
                Openings.ofTheProcess().during(Opened::open);

        private static OrtEnvironment open() {
            RuntimeLibraries.unpack();
            Thread opener = new Thread(null, OrtEnvironment::getEnvironment, "onnxruntime-open", stack());
            opener.setDaemon(true);
            AtomicReference<Throwable> failed = new AtomicReference<>();
            opener.setUncaughtExceptionHandler((thread, failure) -> failed.set(failure));
            opener.start();
            join(opener);
            if (failed.get() != null) {
                throw new IllegalStateException("ONNX Runtime can't be opened: " + reason(failed.get()), failed.get());
            }
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            LastingEnvironment.keep();
            RuntimeLibraries.removeLeftovers();
            try {
                environment.setTelemetry(false);
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime's telemetry can't be switched off: " + e.getMessage(), e);
            }
            return environment;
        }

        private static String reason(Throwable failure) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return String.valueOf(cause.getMessage());
        }

        private static long stack() {
            try {
                return LEAST_STACK + STACK_A_CHARACTER * Files.readAllBytes(COMMAND_LINE).length;
            } catch (IOException e) {
                return LEAST_STACK;
            }
        }

        private static void join(Thread opener) {
            boolean interrupted = false;
            while (true) {
                try {
                    opener.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
