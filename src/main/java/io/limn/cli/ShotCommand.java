package io.limn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.FrameReader;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.output.Renderers;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.problem.RefusedOptionException;
import io.limn.request.Catalogue;
import io.limn.shot.FrameReport;
import io.limn.shot.Shot;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotFrames;
import io.limn.shot.ShotSummary;
import io.limn.terminal.FolderSearch;
import io.limn.terminal.FrameArguments;
import io.limn.terminal.Terminal;
import io.limn.text.Shown;
import jakarta.inject.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limn shot FOLDER -o out/}: the frames of a sequence, steadied against each other. */
@Command(
        name = "shot",
        description = "Parses a sequence of frames as one shot: steady mattes, and persons who keep their numbers.",
        footer = {
            "",
            "Writes DIR/SEQUENCE/steady/OUTPUT/… for each frame, and DIR/SEQUENCE/shot.json with persons, areas and the frames to look "
                    + "at first. A pass that was stopped goes on where it stopped; see docs/shots.md.",
            "",
            "Example: limn shot plates/sh010 -o out --outputs overlay,mattes --parts left-arm,right-arm"
        })
final class ShotCommand implements Callable<Integer> {
    private final FrameReader reader;
    /** Opened when frames are parsed: other commands run without a model. */
    private final Provider<Parser> parser;

    private final Renderers renderers;
    private final Catalogue catalogue;
    private final ObjectMapper json;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FRAME", description = "The folder of one sequence, or its files.")
    private List<String> arguments;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "The folder for the results; created if missing.")
    private Path out;

    @Mixin
    private RenderArguments wanted;

    @Option(names = "--model", paramLabel = "NAME", description = Mode.MODEL_OPTION)
    private String model;

    @Option(names = "--json", description = "Print one JSON object per frame.")
    private boolean asJson;

    ShotCommand(
            FrameReader reader, Provider<Parser> parser, Renderers renderers, Catalogue catalogue, ObjectMapper json) {
        this.reader = reader;
        this.parser = parser;
        this.renderers = renderers;
        this.catalogue = catalogue;
        this.json = json;
    }

    @Override
    public Integer call() throws IOException, ParserFailedException, InterruptedException {
        if (arguments.contains("-")) {
            throw new ParameterException(spec.commandLine(), "a shot takes a folder or files, not standard input");
        }
        ShotFrames shot;
        Set<Output> outputs;
        RenderOptions options;
        try {
            FrameArguments.Found found =
                    new FrameArguments(new FolderSearch(new ResultFolders(), out), null, null).find(arguments);
            if (!found.missing().isEmpty()) {
                throw new ParameterException(spec.commandLine(), found.missing().get(0));
            }
            shot = ShotFrames.of(found.frames().stream()
                    .map(frame -> new ShotFrame(frame.path(), frame.name()))
                    .toList());
            outputs = wanted.outputs(catalogue);
            options = wanted.options(catalogue);
        } catch (IllegalArgumentException | RefusedOptionException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage());
        }
        long begun = System.nanoTime();
        try (ProgressLine progress = new ProgressLine(
                System.err, Terminal.isStandardError(), shot.frames().size())) {
            ShotSummary summary = new Shot(reader, parser.get(), renderers)
                    .run(shot, out, outputs, options, (report, again) -> {
                        progress.step(line(report, again));
                        print(report);
                    });
            progress.close();
            tell(summary, shot, Duration.ofNanos(System.nanoTime() - begun));
            return summary.failed() == 0 ? ExitCode.OK : ExitCode.REJECTED;
        }
    }

    private static String line(FrameReport report, boolean again) {
        String name = Shown.of(report.file());
        if (report.error() != null) {
            return name + "  refused: " + report.error();
        }
        int persons = report.persons().size();
        return name + "  " + (persons == 1 ? "1 person" : persons + " persons")
                + (report.cut() ? ", another scene begins" : "")
                + (report.jump() == null
                        ? ""
                        : ", %s %+d %%"
                                .formatted(
                                        report.jump().part(),
                                        Math.round(100.0
                                                * (report.jump().to()
                                                        - report.jump().from())
                                                / Math.max(1, report.jump().from()))))
                + (again ? " (done before)" : "");
    }

    private void print(FrameReport report) {
        if (asJson) {
            try {
                System.out.println(json.writeValueAsString(report));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void tell(ShotSummary summary, ShotFrames shot, Duration took) {
        System.err.printf(
                Locale.ROOT,
                "%d frames, %s in %.1f s; results in %s%n",
                summary.frames(),
                summary.persons().size() == 1 ? "1 person" : summary.persons().size() + " persons",
                took.toMillis() / 1000.0,
                Shown.of(out.resolve(shot.folder())));
        if (!summary.missing().isEmpty()) {
            System.err.println("Frames without a file: " + summary.missing().size() + ", the first is "
                    + summary.missing().get(0));
        }
        if (!summary.lookFirst().isEmpty()) {
            System.err.println("Look first at:");
            summary.lookFirst().stream()
                    .limit(5)
                    .forEach(look -> System.err.println("  " + Shown.of(look.file()) + "  " + look.why()));
        }
    }
}
