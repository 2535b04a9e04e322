package io.limn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.cli.FrameFiles.Wanted;
import io.limn.problem.RefusedOptionException;
import io.limn.request.Catalogue;
import io.limn.result.FolderSink;
import io.limn.terminal.FolderSearch;
import io.limn.terminal.FrameArguments;
import io.limn.terminal.LocalFrames.LocalFrame;
import io.limn.terminal.Terminal;
import io.limn.text.Shown;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limn parse a.jpg b.png -o out/}: parses files into a folder, with the same results as from a bucket. */
@Command(name = "parse", description = "Parses picture files into a folder: the same files a bucket would get.")
final class ParseCommand implements Callable<Integer> {
    /** The exit code a shell reports for a program ended by Ctrl-C: 128 + SIGINT. */
    private static final int INTERRUPTED = 130;

    private final FrameFiles files;
    private final Catalogue catalogue;
    private final ObjectMapper json;
    private final Interruption interruption;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Pictures, folders of pictures, patterns such as 'shots/**/*.jpg', @LIST (a text file with one"
                            + " of these per line), or - for one picture on standard input.")
    private List<String> arguments;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "The folder for the results; created if missing. - writes the one output of one picture to"
                    + " standard output.")
    private Path out;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "Results go to each picture's path below this folder. Default: to its file name, or its path"
                    + " below the folder that was named.")
    private Path base;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "stdin",
            description = "The file name of a picture on standard input. Default: stdin.")
    private String name;

    @Mixin
    private RenderArguments wanted;

    @Option(
            names = "--overwrite",
            description = "Parse again what is done already, and remove files of earlier runs with other options.")
    private boolean overwrite;

    @Mixin
    private QuietReportArguments reporting;

    ParseCommand(FrameFiles files, Catalogue catalogue, ObjectMapper json, Interruption interruption) {
        this.files = files;
        this.catalogue = catalogue;
        this.json = json;
        this.interruption = interruption;
    }

    @Override
    public Integer call() throws IOException {
        boolean toStdout = out.equals(FrameArguments.STANDARD_INPUT);
        FolderSearch search = new FolderSearch(new ResultFolders(), toStdout ? null : out);
        FrameArguments.Found found = new FrameArguments(search, base, name).find(arguments);
        if (!found.clashes().isEmpty()) {
            throw wrong(found.clashes().get(0));
        }
        return toStdout ? toStandardOutput(found) : toFolder(found);
    }

    private int toStandardOutput(FrameArguments.Found found) throws IOException {
        if (!found.missing().isEmpty()) {
            throw wrong(found.missing().get(0));
        }
        if (found.frames().size() != 1 || reporting.asJson()) {
            throw wrong(
                    reporting.asJson()
                            ? "-o - and --json both write to standard output"
                            : "-o - takes one picture, not " + found.frames().size());
        }
        StandardOutput output = new StandardOutput(System.out);
        ParsedFile ended = output.write(files, found.frames().get(0), wanted(true));
        if (!ended.isOk()) {
            System.err.println(ended.line());
        }
        return ended.ending().exitCode();
    }

    private int toFolder(FrameArguments.Found found) {
        Wanted what = wanted(false);
        if (found.frames().isEmpty()) {
            List<String> reasons = found.missing().isEmpty()
                    ? List.of("there is no picture to parse in " + Shown.of(String.join(", ", arguments))
                            + leftOut(found, "; "))
                    : found.missing();
            reasons.forEach(reason -> System.err.println("limn: " + reason));
            return ExitCode.USAGE;
        }
        OutputFolder.create(out).ifPresent(why -> {
            throw wrong(why);
        });
        FolderSink sink = overwrite ? FolderSink.overwriting(out) : new FolderSink(out);
        StaleFiles stale = new StaleFiles(out);
        Totals totals = new Totals();
        int total = found.frames().size();
        try (ProgressLine progress =
                new ProgressLine(System.err, !reporting.quiet() && Terminal.isStandardError(), total)) {
            FileReport report = reporting.report(json, totals, progress::step);
            boolean whole = new FrameRun(interruption)
                    .of(
                            found.frames(),
                            frame -> parse(frame, what, sink, stale),
                            report::ended,
                            () -> stopped(totals, total, progress));
            if (!whole) {
                return INTERRUPTED;
            }
        }
        summary(found, totals);
        return totals.exitCode(!found.missing().isEmpty());
    }

    private Uni<ParsedFile> parse(LocalFrame frame, Wanted what, FolderSink sink, StaleFiles stale) {
        return files.parse(frame, what, sink).map(file -> {
            if (file.manifest() == null) {
                return file;
            }
            List<Path> old = stale.of(frame.name(), file.manifest());
            if (overwrite) {
                old.forEach(ParseCommand::remove);
            }
            return file.with(old);
        });
    }

    private void stopped(Totals totals, int total, ProgressLine progress) {
        progress.close();
        System.err.println("stopped: " + totals.done() + " of " + total + " frames done, results in " + Shown.of(out)
                + "; the same command does the rest");
    }

    private void summary(FrameArguments.Found found, Totals totals) {
        found.missing().forEach(reason -> System.err.println("✗ " + reason));
        if (reporting.quiet()) {
            return;
        }
        System.err.println(totals.sentence(out) + leftOut(found, "; "));
        String stale = totals.staleSentence(overwrite);
        if (!stale.isEmpty()) {
            System.err.println(stale);
        }
    }

    private static String leftOut(FrameArguments.Found found, String before) {
        int results = found.results().size();
        return results == 0
                ? ""
                : before + "left out as results of Limn: "
                        + Shown.of(found.results().get(0)) + (results == 1 ? "" : " and " + (results - 1) + " more");
    }

    private Wanted wanted(boolean oneOutput) {
        try {
            return new Wanted(
                    oneOutput ? wanted.oneOutput(catalogue) : wanted.outputs(catalogue),
                    wanted.options(catalogue),
                    wanted.reading(catalogue));
        } catch (RefusedOptionException refused) {
            throw wrong(refused.getMessage());
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't remove " + Shown.of(file) + ": " + e.getMessage(), e);
        }
    }
}
