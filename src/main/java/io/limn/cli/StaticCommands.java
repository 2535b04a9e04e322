package io.limn.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs what needs no service, in a fraction of a second: {@code --help}, {@code --version}, {@code completion}, {@code prepare}, {@code
 * key}, {@code shapes}, and the error message for an invalid command line.
 */
final class StaticCommands {
    /** What containers run: without arguments there is nothing to check. */
    private static final Set<String> SERVICE = Set.of("serve", "lambda");

    private static final Set<String> STATIC = Set.of("completion", "prepare", "key", "shapes");

    private StaticCommands() {}

    /** The exit code, or empty if this command line needs the service. */
    static OptionalInt run(String... args) {
        boolean isNative = System.getProperty("org.graalvm.nativeimage.imagecode") != null;
        if (isNative || args.length == 0 || args.length == 1 && SERVICE.contains(args[0])) {
            return OptionalInt.empty();
        }
        CommandLine line = Commands.line(StaticCommands::describe, args);
        try {
            ParseResult parsed = line.parseArgs(args);
            boolean asked = parsed.asCommandLineList().stream()
                    .anyMatch(command -> command.isUsageHelpRequested() || command.isVersionHelpRequested());
            if (!asked && !STATIC.contains(args[0])) {
                return OptionalInt.empty();
            }
        } catch (ParameterException e) {
            return OptionalInt.of(refused(e));
        }
        return OptionalInt.of(Commands.line(StaticCommands::describe, args).execute(args));
    }

    /** Prints one sentence and a pointer to the help: the whole usage would push the sentence off the screen. */
    static int refused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("limn: " + sentence(e));
        command.getErr()
                .println("See '" + command.getCommandSpec().qualifiedName() + " --help' for all commands and options.");
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String first = unmatched.getUnmatched().get(0);
            return (first.startsWith("-") ? "unknown option " : "unknown command or argument ") + first;
        }
        return e.getMessage();
    }

    /** Creates a command for its annotations only: what would be injected stays null. */
    private static <K> K describe(Class<K> type) throws Exception {
        if (!type.getName().startsWith("io.limn.")) {
            return CommandLine.defaultFactory().create(type);
        }
        Constructor<?> constructor = Arrays.stream(type.getDeclaredConstructors())
                .min(Comparator.comparingInt(Constructor::getParameterCount))
                .orElseThrow();
        constructor.setAccessible(true);
        Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                .map(parameter -> parameter == int.class ? (Object) 0 : null)
                .toArray();
        return type.cast(constructor.newInstance(arguments));
    }
}
