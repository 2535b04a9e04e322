package io.limn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.FrameConfig;
import io.limn.frame.FrameReader;
import io.limn.frame.plate.PlateOptions;
import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.output.Renderers;
import io.limn.output.shape.ShapeFormat;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.ShotParser;
import io.limn.problem.RefusedOptionException;
import io.limn.request.Catalogue;
import io.limn.shot.EditsFolder;
import io.limn.shot.FilePictures;
import io.limn.shot.KeptFiles;
import io.limn.shot.KeptFrames;
import io.limn.shot.Shot;
import io.limn.shot.ShotConfig;
import io.limn.shot.ShotEdits;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotFrames;
import io.limn.shot.ShotPictures;
import io.limn.shot.ShotSummary;
import io.limn.shot.keyed.KeyedShapes;
import io.limn.terminal.FolderSearch;
import io.limn.terminal.FrameArguments;
import io.limn.terminal.LocalFrames;
import io.limn.terminal.LocalFrames.LocalFrame;
import io.limn.terminal.Terminal;
import io.limn.text.Shown;
import io.limn.video.ClipShot;
import io.limn.video.Ffmpeg;
import io.limn.video.FfmpegConfig;
import io.limn.video.VideoException;
import jakarta.inject.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limn shot FOLDER -o out/}: parses the frames of a sequence or clip and steadies them over time. */
@Command(
        name = "shot",
        description =
                "Parses a sequence of frames, or a clip, as one shot: steady mattes, and persons who keep their numbers.",
        footer = {
            "",
            "Writes DIR/SEQUENCE/steady/OUTPUT/… for each frame, and DIR/SEQUENCE/shot.json with persons, areas and the frames to look "
                    + "at first. A pass that was stopped goes on where it stopped; see docs/shots.md.",
            "",
            "Example: limn shot plates/sh010 -o out --outputs overlay,mattes --parts left-arm,right-arm"
        })
final class ShotCommand implements Callable<Integer> {
    private final FrameReader reader;
    private final FrameConfig limits;
    private final FfmpegConfig ffmpeg;
    private final ShotConfig config;
    /** Opened only when frames are parsed, because other commands run without a model. */
    private final Provider<Parser> parser;

    private final Renderers renderers;
    private final Catalogue catalogue;
    private final ObjectMapper json;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FRAME|CLIP",
            description = "The folder of one sequence, its files, or a clip.")
    private List<String> arguments;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "The folder for the results; created if missing.")
    private Path out;

    @Mixin
    private RenderArguments wanted;

    @Mixin
    private VideoArguments videos;

    @Mixin
    private ReuseArguments reuse;

    @Option(
            names = "--first",
            paramLabel = "NUMBER",
            description = "Of a clip: the number of its first frame; by default its time code's, or 1.")
    private Long first;

    @Option(
            names = "--edits",
            paramLabel = "DIR",
            description =
                    "Corrections: NAME.json for a frame, e.g. plate.0001.png.json. They are carried to the frames after and before it.")
    private Path edits;

    @Mixin
    private ReportArguments reporting;

    ShotCommand(
            FrameReader reader,
            FrameConfig limits,
            FfmpegConfig ffmpeg,
            ShotConfig config,
            Provider<Parser> parser,
            Renderers renderers,
            Catalogue catalogue,
            ObjectMapper json) {
        this.limits = limits;
        this.ffmpeg = ffmpeg;
        this.config = config;
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
        ClipShot clip = null;
        Set<Output> outputs;
        RenderOptions options;
        ReadOptions reading;
        try {
            FrameArguments.Found found =
                    new FrameArguments(new FolderSearch(new ResultFolders(), out), null, null).find(arguments);
            if (!found.missing().isEmpty()) {
                throw new ParameterException(spec.commandLine(), found.missing().get(0));
            }
            outputs = videos.outputs(wanted.outputs(catalogue));
            options = wanted.options(catalogue);
            reading = wanted.reading(catalogue);
            videos.check(ffmpeg);
            clip = clip(found.frames(), reading);
            shot = clip != null
                    ? clip.frames()
                    : ShotFrames.of(found.frames().stream()
                            .map(frame -> new ShotFrame(frame.path(), frame.name()))
                            .toList());
        } catch (IllegalArgumentException | RefusedOptionException | VideoException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage());
        }
        ShotEdits corrections = corrections(shot);
        long begun = System.nanoTime();
        boolean plate = Output.needsPlate(outputs, options);
        try (ShotParser reusing = reuse.parser(parser.get().with(options.detail()), config);
                ShotPictures pictures = clip == null
                        ? new FilePictures(reader, new PlateOptions(reading, plate))
                        : clip.pictures(plate);
                ProgressLine progress = new ProgressLine(
                        System.err, Terminal.isStandardError(), shot.frames().size())) {
            ShotSummary summary = new Shot(reader, reusing == null ? parser.get() : reusing, renderers)
                    .with(corrections, edits == null ? KeptFrames.NONE : KeptFiles.of(out.resolve(shot.folder())))
                    .run(
                            shot,
                            pictures,
                            out,
                            outputs,
                            options,
                            new ShotLines(progress, reporting.asJson() ? json : null));
            progress.close();
            ReuseArguments.printShare(reusing);
            printSummary(summary, shot, Duration.ofNanos(System.nanoTime() - begun));
            if (outputs.contains(Output.SHAPES)) {
                key(shot, clip, options, reading);
            }
            videos.write(ffmpeg, reader, shot, clip, summary, out, options, reading);
            return summary.failed() == 0 ? ExitCode.OK : ExitCode.REJECTED;
        }
    }

    /** The clip named on the command line; null if the frames are files. */
    private ClipShot clip(List<LocalFrame> files, ReadOptions reading) throws IOException, InterruptedException {
        List<LocalFrame> clips = files.stream()
                .filter(file -> !LocalFrames.isPicture(file.path()) && ClipShot.isClip(file.path()))
                .limit(2)
                .toList();
        if (clips.isEmpty()) {
            return null;
        }
        if (files.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    Shown.of(clips.get(0).path()) + " is a clip, and a clip is a shot of its own: name it alone");
        }
        OptionalLong start = first == null ? OptionalLong.empty() : OptionalLong.of(first);
        ClipShot clip = ClipShot.open(
                Ffmpeg.of(ffmpeg), clips.get(0).path(), clips.get(0).name(), start, limits, reading);
        clip.frames().clip().notes().forEach(System.err::println);
        return clip;
    }

    /** Writes shapes keyed over time, made from those of the single frames. */
    private void key(ShotFrames shot, ClipShot clip, RenderOptions options, ReadOptions reading) throws IOException {
        double tolerance = options.tolerance() == null ? 1 : options.tolerance();
        List<ShapeFormat> formats = options.formats().stream()
                .flatMap(word -> ShapeFormat.byWord(word).stream())
                .toList();
        try (ShotPictures pictures =
                clip == null ? new FilePictures(reader, new PlateOptions(reading, false)) : clip.pictures(false)) {
            new KeyedShapes(out, tolerance)
                    .write(shot, pictures, formats)
                    .forEach(file -> System.err.println("Wrote " + Shown.of(file)));
        }
    }

    private ShotEdits corrections(ShotFrames shot) {
        try {
            return edits == null ? ShotEdits.NONE : new EditsFolder(edits).read(shot);
        } catch (IOException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage());
        }
    }

    private void printSummary(ShotSummary summary, ShotFrames shot, Duration took) {
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
        if (!summary.flagged().isEmpty()) {
            System.err.println("Look first at:");
            summary.flagged().stream()
                    .limit(5)
                    .forEach(look -> System.err.println("  " + Shown.of(look.file()) + "  " + look.why()));
        }
    }
}
