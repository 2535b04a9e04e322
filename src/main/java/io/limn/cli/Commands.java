package io.limn.cli;

import io.limn.cli.bench.BenchCommand;
import io.limn.cli.eval.EvalCommand;
import io.limn.m2fp.importer.ImportM2fpCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/** The commands of {@code limn}, in the order of its help. */
final class Commands {
    private static final List<Class<?>> ALL = List.of(
            DemoCommand.class,
            ServeCommand.class,
            ParseCommand.class,
            WatchCommand.class,
            ShotCommand.class,
            EditCommand.class,
            DifferenceCommand.class,
            CatchUpCommand.class,
            ShapesCommand.class,
            ModelsCommand.class,
            KeyCommand.class,
            EvalCommand.class,
            BenchCommand.class,
            LambdaCommand.class,
            ImportM2fpCommand.class,
            PrepareCommand.class,
            CompletionCommand.class);

    private Commands() {}

    /**
     * A command line with only the command that the first argument names, or with all commands if it names none. Reading the options of all
     * commands takes longer than a short command runs.
     */
    static CommandLine line(IFactory factory, String... args) {
        CommandLine line = new CommandLine(LimnCommand.class, factory);
        wanted(args).forEach(line::addSubcommand);
        return configured(line);
    }

    /** How every command line is read. */
    static CommandLine configured(CommandLine line) {
        // @LIST of "limn parse" is a list of files, which picocli would split at spaces.
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, unread) -> StaticCommands.refused(e));
    }

    private static List<Class<?>> wanted(String... args) {
        return ALL.stream()
                .filter(type -> args.length > 0 && name(type).equals(args[0]) && type != CompletionCommand.class)
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(ALL);
    }

    private static String name(Class<?> type) {
        return type.getAnnotation(Command.class).name();
    }
}
