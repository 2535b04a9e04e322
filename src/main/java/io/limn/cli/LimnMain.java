package io.limn.cli;

import io.limn.model.OnnxRuntime;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Provider;
import picocli.CommandLine;

/** The process's entry: settles what the command needs of the service, starts that, and runs the command. */
@QuarkusMain
public final class LimnMain implements QuarkusApplication {
    private final Provider<CommandLine.IFactory> commands;

    public LimnMain(Provider<CommandLine.IFactory> commands) {
        this.commands = commands;
    }

    public static void main(String... args) {
        Mode mode = Mode.of(args);
        mode.apply();
        // A local command may end without a frame; a service will not.
        if (mode != Mode.LOCAL && mode != Mode.STORE) {
            OnnxRuntime.openAhead();
        }
        Mode.chooseModel(args);
        Quarkus.run(LimnMain.class, args);
    }

    @Override
    public int run(String... args) throws Exception {
        if (args.length == 1 && args[0].equals("serve")) {
            // What containers start: the command line's reader need not be loaded beside the first frame.
            return new ServeCommand().call();
        }
        return new CommandLine(LimnCommand.class, commands.get())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("limn: " + sentence(failure));
                    return ExitCode.FAILED;
                })
                .execute(args);
    }

    private static String sentence(Throwable failure) {
        Throwable cause = failure;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
