package io.limn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.cli.FrameFiles.Wanted;
import io.limn.edit.EditsRefusedException;
import io.limn.frame.plate.ReadOptions;
import io.limn.problem.RefusedOptionException;
import io.limn.request.Catalogue;
import io.limn.result.FolderSink;
import io.limn.terminal.FolderSearch;
import io.limn.terminal.FrameArguments;
import io.limn.terminal.LocalFrames.LocalFrame;
import io.limn.text.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limn edit plate.0001.jpg -o out --edits FILE}: corrects what {@code limn parse} has made, or reverts it. */
@Command(
        name = "edit",
        description = "Corrects results of 'limn parse' by edits, or reverts them; see docs/edits.md.",
        footer = {
            "",
            "The edits are kept in DIR/SEQUENCE/edits, and 'limn parse' applies them again.",
            "",
            "Example: limn edit plates/plate.0001.jpg -o out --edits plate.0001.jpg.json"
        })
final class EditCommand implements Callable<Integer> {
    private final FrameFiles files;
    private final Catalogue catalogue;
    private final ObjectMapper json;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FRAME", description = "The pictures, named as for 'limn parse'.")
    private List<String> arguments;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "The folder that 'limn parse' wrote the results to.")
    private Path out;

    /** One of the two. */
    static final class What {
        @Option(
                names = "--edits",
                required = true,
                paramLabel = "FILE|DIR",
                description =
                        "The edits of one picture, or a folder with NAME.json for each, e.g. plate.0001.jpg.json.")
        Path edits;

        @Option(
                names = "--revert",
                required = true,
                description = "Undo the edits: the result is again as the network made it.")
        boolean revert;
    }

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "Results are at each picture's path below this folder, as for 'limn parse'.")
    private Path base;

    @Mixin
    private RenderArguments wanted;

    @Mixin
    private QuietReportArguments reporting;

    EditCommand(FrameFiles files, Catalogue catalogue, ObjectMapper json) {
        this.files = files;
        this.catalogue = catalogue;
        this.json = json;
    }

    @Override
    public Integer call() throws IOException {
        if (arguments.contains("-")) {
            throw wrong("pictures on standard input have no results that could be edited");
        }
        FrameArguments.Found found =
                new FrameArguments(new FolderSearch(new ResultFolders(), out), base, null).find(arguments);
        if (!found.missing().isEmpty() || found.frames().isEmpty()) {
            throw wrong(
                    found.missing().isEmpty()
                            ? "there is no picture"
                            : found.missing().get(0));
        }
        FolderSink sink = new FolderSink(out);
        LocalEdits edits = new LocalEdits(sink, what.edits);
        Totals totals = new Totals();
        FileReport report = reporting.report(json, totals, System.err::println);
        for (LocalFrame frame : found.frames()) {
            if (what.revert ? edits.revert(frame) : stored(edits, frame)) {
                report.ended(
                        files.parse(frame, wanted(edits, frame), sink).await().indefinitely());
            }
        }
        if (!reporting.quiet()) {
            System.err.println(totals.sentence(out));
        }
        return totals.exitCode(false);
    }

    private boolean stored(LocalEdits edits, LocalFrame frame) throws IOException {
        try {
            return edits.store(frame);
        } catch (EditsRefusedException refused) {
            throw wrong(Shown.of(edits.file(frame)) + ": " + refused.getMessage());
        }
    }

    /** What the result was drawn with, where nothing else is asked for. */
    private Wanted wanted(LocalEdits edits, LocalFrame frame) {
        try {
            return wanted.isEmpty()
                    ? edits.drawnWith(frame)
                            .orElseGet(() -> new Wanted(
                                    catalogue.defaultOutputs(), catalogue.defaultOptions(), ReadOptions.DEFAULT))
                    : new Wanted(wanted.outputs(catalogue), wanted.options(catalogue), wanted.reading(catalogue));
        } catch (RefusedOptionException refused) {
            throw wrong(refused.getMessage());
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
