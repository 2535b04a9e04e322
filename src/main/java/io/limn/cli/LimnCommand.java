package io.limn.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code limn}: without a command it runs {@code serve}. */
@Command(
        name = "limn",
        description =
                "Finds the people in pictures and labels every pixel: which garment or body part, left or right, and whose.",
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Configuration: config/application.properties, LIMN_* variables or -Dlimn.*; see docs/configuration.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:success",
            " 1:something failed; another try may succeed",
            " 2:the command line or the configuration is wrong, or a file that is named is missing",
            " 3:finished, but some input can't be parsed (the manifests say why)"
        })
final class LimnCommand implements Callable<Integer> {
    private final IFactory commands;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    LimnCommand(IFactory commands) {
        this.commands = commands;
    }

    @Override
    public Integer call() throws Exception {
        return commands.create(ServeCommand.class).call();
    }
}
