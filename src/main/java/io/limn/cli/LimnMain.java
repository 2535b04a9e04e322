package io.limn.cli;

import io.limn.cli.ExitHandler.Ending;
import io.limn.disk.Temporary;
import io.limn.model.OnnxRuntime;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine;

/** The entry point: decides which parts of the service the command needs, starts them, and runs the command. */
@QuarkusMain
public final class LimnMain implements QuarkusApplication {
    private static final String VERTX_CACHE = "vertx.cacheDirBase";

    private final Provider<CommandLine.IFactory> commands;

    public LimnMain(Provider<CommandLine.IFactory> commands) {
        this.commands = commands;
    }

    public static void main(String... args) {
        try {
            start(args);
        } catch (RuntimeException | Error failure) {
            if (!Interruption.hasBegun()) {
                throw failure;
            }
        }
    }

    private static void start(String... args) {
        OptionalInt answered = StaticCommands.run(args);
        if (answered.isPresent()) {
            System.exit(answered.getAsInt());
        }
        Mode mode = Mode.of(args);
        mode.apply();
        if (mode.parsesFrames()) {
            OnnxRuntime.openAhead();
        }
        // Quarkus would parse and write the OpenAPI document at every start, which takes an eighth of the start-up
        // time. This class
        // loader doesn't find the document; ApiDocument serves it.
        OpenApiConstants.classLoader = ClassLoader.getPlatformClassLoader();
        Mode.chooseModel(args);
        keepCachesApart();
        Quarkus.run(LimnMain.class, new ExitHandler(), args);
    }

    /** Makes Vert.x unpack the page's files into a directory that is deleted when this process ends. */
    private static void keepCachesApart() {
        if (System.getProperty(VERTX_CACHE) == null) {
            try {
                System.setProperty(VERTX_CACHE, Temporary.folder("vertx").toString());
            } catch (IOException e) {
                throw new UncheckedIOException("The temporary directory can't be used: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public int run(String... args) throws Exception {
        if (args.length == 1 && args[0].equals("serve")) {
            // What containers run: building the command line would delay the first frame.
            return new ServeCommand().call();
        }
        return Commands.line(commands.get(), args)
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, line))
                .execute(args);
    }

    private static int failed(Throwable failure, CommandLine line) {
        if (Interruption.hasBegun()) {
            return ExitCode.FAILED; // the JVM ends with the code of the signal
        }
        Ending ending = ExitHandler.of(failure).orElse(new Ending(List.of(sentence(failure)), ExitCode.FAILED));
        ending.sentences().forEach(text -> line.getErr().println("limn: " + text));
        return ending.code();
    }

    private static String sentence(Throwable failure) {
        Throwable cause = failure;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
