package io.limn.cli;

import io.limn.cli.bench.BenchCommand;
import io.limn.cli.eval.EvalCommand;
import io.limn.m2fp.importer.ImportM2fpCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code limn}: without a command it serves. */
@Command(
        name = "limn",
        description = "People in frames, parsed into mattes.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ParseCommand.class,
            CatchUpCommand.class,
            ModelsCommand.class,
            KeyCommand.class,
            EvalCommand.class,
            BenchCommand.class,
            LambdaCommand.class,
            ImportM2fpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:all went well",
            " 1:something failed that may go well another time",
            " 2:the command line was wrong",
            " 3:all went well but for frames that can't be parsed (their manifests say why), or a checkpoint that is none"
        })
final class LimnCommand implements Callable<Integer> {
    private final IFactory commands;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "What the command does, and its options.")
    private boolean help;

    LimnCommand(IFactory commands) {
        this.commands = commands;
    }

    @Override
    public Integer call() throws Exception {
        return commands.create(ServeCommand.class).call();
    }
}
