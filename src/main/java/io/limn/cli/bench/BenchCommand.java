package io.limn.cli.bench;

import io.limn.cli.eval.shot.ReuseComparison;
import io.limn.cli.eval.shot.ReuseReport;
import io.limn.frame.FrameHeader;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.job.FrameService;
import io.limn.model.OnnxParser;
import io.limn.output.Renderers;
import io.limn.parsing.Parser;
import io.limn.parsing.Reuse;
import io.limn.terminal.JsonText;
import io.limn.text.Shown;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code limn bench}: measures the pipeline of frames, and the bare network in the same run for comparison. */
@Command(name = "bench", description = "Measures speed and memory on a folder of frames.")
public final class BenchCommand implements Callable<Integer> {
    private static final int CALLERS = 2;

    private final FrameReader reader;
    private final Provider<Parser> parsers;
    private final Renderers renderers;
    private final FrameService queue;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--frames",
            paramLabel = "DIR",
            defaultValue = "${sys:limn.home:-.}/samples",
            description = "The frames. Default: samples/.")
    private Path frames;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "Total time: a third each for one at a time, through the queue, and the network alone. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--model", paramLabel = "NAME", description = "The model package. Default: limn.model.name.")
    private String model;

    @Option(
            names = "--cold-start",
            paramLabel = "RUNS",
            description = "Measure instead the time from process start to the first parsed frame, over this many runs.")
    private Integer coldStarts;

    @Option(
            names = "--shot",
            paramLabel = "DIR",
            description =
                    "Measure instead what 'limn shot --reuse' gains and costs on the frames of a shot, with truth/ or without.")
    private Path shot;

    @Option(
            names = "--full-every",
            paramLabel = "N",
            defaultValue = "24",
            description = "With --shot: the whole frame is seen every N frames. Default: ${DEFAULT-VALUE}.")
    private int fullEvery;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /**
     * @param parsers resolved when the command runs: every command line creates this object, even if there is no model
     */
    public BenchCommand(FrameReader reader, Provider<Parser> parsers, Renderers renderers, FrameService queue) {
        this.reader = reader;
        this.parsers = parsers;
        this.renderers = renderers;
        this.queue = queue;
    }

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || seconds > 3600) {
            throw new ParameterException(spec.commandLine(), "--seconds must be 1..3600, not " + seconds);
        }
        OnnxParser parser = (OnnxParser) parsers.get();
        if (model != null && !model.equals(parser.model().name())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--model: '" + parser.model().name() + "' is loaded; set limn.model.name=" + model);
        }
        if (coldStarts != null) {
            return coldStarts(files().get(0));
        }
        if (shot != null) {
            return compare(parser);
        }
        BenchReport report = measure(files(), parser, Duration.ofMillis(seconds * 1000L / 3));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? JsonText.indented(report) + System.lineSeparator() : Shown.lines(report.text()));
        out.flush();
        return 0;
    }

    private int compare(Parser parser) throws Exception {
        if (!Files.isDirectory(shot)) {
            throw new ParameterException(spec.commandLine(), "--shot: there is no folder '" + shot + "'");
        }
        ReuseReport report;
        try {
            report = new ReuseComparison(reader, parser, new Reuse(fullEvery)).run(shot);
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? JsonText.indented(report) + System.lineSeparator() : Shown.lines(report.text()));
        out.flush();
        return 0;
    }

    private int coldStarts(Path frame) throws Exception {
        if (coldStarts < 1 || coldStarts > 100) {
            throw new ParameterException(spec.commandLine(), "--cold-start must be 1..100, not " + coldStarts);
        }
        Series times = new ColdStart(Files.readAllBytes(frame)).measure(coldStarts);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                json
                        ? "{\"runs\": %d, \"median\": %.0f, \"fastest\": %.0f, \"slowest\": %.0f}%n"
                        : "process start to first parsed frame, %d starts, ms: median %.0f, fastest %.0f, slowest %.0f%n",
                times.count(),
                times.millis(0.5),
                times.millis(0),
                times.millis(1));
        out.flush();
        return 0;
    }

    private BenchReport measure(List<Path> files, OnnxParser network, Duration third) throws Exception {
        oneByOne(files, network, third);
        OneByOne run = oneByOne(files, network, third);
        Sustained.throughQueue(queue, renderers, files, third.dividedBy(2));
        Map<String, Double> perSecond = new LinkedHashMap<>();
        perSecond.put("one at a time", run.whole().count() * 1e9 / run.whole().total());
        perSecond.put("through the queue", Sustained.throughQueue(queue, renderers, files, third));
        FrameHeader size = reader.open(Files.readAllBytes(files.get(0))).header();
        perSecond.put("bare network", Sustained.bareNetwork(network, size.width(), size.height(), CALLERS, third));
        var resident = PeakMemory.resident();
        return new BenchReport(
                network.model(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                run.whole().count(),
                BenchReport.stages(run),
                run.overhead(),
                perSecond,
                PeakMemory.heap(),
                resident.isPresent() ? resident.getAsLong() : null);
    }

    private OneByOne oneByOne(List<Path> files, OnnxParser network, Duration time) throws Exception {
        OneByOne run = new OneByOne(reader, network, renderers);
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; i < files.size() || System.nanoTime() < end; i++) {
            run.frame(files.get(i % files.size()));
        }
        return run;
    }

    /** The pictures of the folder; other files are skipped. */
    private List<Path> files() throws IOException {
        if (!Files.isDirectory(frames)) {
            throw new ParameterException(spec.commandLine(), "--frames: there is no folder '" + frames + "'");
        }
        try (Stream<Path> all = Files.list(frames)) {
            List<Path> pictures = all.filter(Files::isRegularFile)
                    .filter(this::picture)
                    .sorted()
                    .toList();
            if (pictures.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "--frames: there is no picture in '" + frames + "'");
            }
            return pictures;
        }
    }

    private boolean picture(Path file) {
        try {
            return reader.open(Files.readAllBytes(file)).header().pixels() > 0;
        } catch (FrameRejectedException | IOException e) {
            return false;
        }
    }
}
