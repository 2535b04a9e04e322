package io.limn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.cli.FrameFiles.Wanted;
import io.limn.problem.RefusedOptionException;
import io.limn.request.Catalogue;
import io.limn.result.FolderSink;
import io.limn.terminal.FolderSearch;
import io.limn.terminal.LocalFrames.LocalFrame;
import io.limn.text.Shown;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limn watch DIR -o out/}: parses every picture in a folder, and new ones as they appear, until Ctrl-C. */
@Command(name = "watch", description = "Parses the pictures of a folder, and new ones as they come, until Ctrl-C.")
final class WatchCommand implements Callable<Integer> {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** The pause is at least this many times as long as a search, so that searching a large tree doesn't take up the machine. */
    private static final int PAUSE_FACTOR = 10;

    private final FrameFiles files;
    private final Catalogue catalogue;
    private final ObjectMapper json;
    private final Interruption interruption;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder; its folders are watched too.")
    private Path folder;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "The folder for the results; created if missing. It may lie below the watched one.")
    private Path out;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "A file is taken once it has not changed for so long. Default: 2.")
    private double settle;

    @Mixin
    private RenderArguments wanted;

    @Mixin
    private QuietReportArguments reporting;

    WatchCommand(FrameFiles files, Catalogue catalogue, ObjectMapper json, Interruption interruption) {
        this.files = files;
        this.catalogue = catalogue;
        this.json = json;
        this.interruption = interruption;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        Wanted what = wanted();
        FolderSink sink = new FolderSink(out);
        Totals totals = new Totals();
        FileReport report = reporting.report(json, totals, System.err::println);
        FolderWatch watch = new FolderWatch(
                new FolderSearch(new ResultFolders(), out), folder, Duration.ofMillis((long) (settle * 1000)));
        UnicastProcessor<LocalFrame> queue = UnicastProcessor.create();
        Cancellable work = queue.onItem()
                .transformToUni(frame -> files.parse(frame, what, sink).invoke(file -> {
                    watch.ended(frame, file.ending() == ParsedFile.Ending.FAILED, Instant.now());
                }))
                .merge(FrameFiles.AHEAD)
                .subscribe()
                .with(report::ended);
        CountDownLatch stopped = new CountDownLatch(1);
        interruption.during(() -> {
            work.cancel();
            System.err.println("stopped; " + totals.sentence(out) + "; the next start does the rest");
            stopped.countDown();
        });
        if (!reporting.quiet()) {
            System.err.println("watching " + Shown.of(folder) + "; results go to " + Shown.of(out) + "; Ctrl-C stops");
        }
        look(watch, queue, stopped);
        return ExitCode.OK;
    }

    private static void look(FolderWatch watch, UnicastProcessor<LocalFrame> queue, CountDownLatch stopped)
            throws InterruptedException {
        List<String> unreadable = List.of();
        long pause = EVERY.toNanos();
        while (!stopped.await(pause, TimeUnit.NANOSECONDS)) {
            long start = System.nanoTime();
            watch.ready(Instant.now()).forEach(queue::onNext);
            if (!watch.unreadable().equals(unreadable)) {
                unreadable = watch.unreadable();
                unreadable.forEach(sentence -> System.err.println("limn: " + sentence));
            }
            pause = Math.max(EVERY.toNanos(), PAUSE_FACTOR * (System.nanoTime() - start));
        }
    }

    private void check() {
        if (!Files.isDirectory(folder)) {
            throw wrong("no such folder: " + Shown.of(folder));
        }
        if (folder.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
            throw wrong("-o must not be the watched folder");
        }
        if (!(settle >= 0 && settle <= 3600)) {
            throw wrong("--settle takes a number of seconds from 0 to 3600, not " + settle);
        }
        OutputFolder.create(out).ifPresent(why -> {
            throw wrong(why);
        });
    }

    private Wanted wanted() {
        try {
            return new Wanted(wanted.outputs(catalogue), wanted.options(catalogue), wanted.reading(catalogue));
        } catch (RefusedOptionException refused) {
            throw wrong(refused.getMessage());
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
