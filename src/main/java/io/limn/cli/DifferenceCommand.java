package io.limn.cli;

import io.limn.frame.FrameReader;
import io.limn.shot.difference.FrameDifference;
import io.limn.shot.difference.ShotDifference;
import io.limn.text.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limn difference A [B] -o DIR}: two runs of a shot held against each other, or a shot's frames against their neighbours. */
@Command(
        name = "difference",
        description = "Compares two runs of a shot, or each frame of one with the frame before.",
        footer = {
            "",
            "Writes difference.json, and a picture for each pair of files that differs: grey is unchanged, red has come, blue has gone.",
            "",
            "Example: limn difference out1/sh010_mov out2/sh010_mov -o diff"
        })
final class DifferenceCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    private final FrameReader reader;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SHOT", description = "A shot's folder of results, which holds 'steady'.")
    private Path run;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OTHER",
            description = "The same shot's of another run; without it, frames are compared with the frame before.")
    private Path other;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "The folder for the differences; created if missing.")
    private Path out;

    DifferenceCommand(FrameReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() throws IOException {
        for (Path folder : other == null ? new Path[] {run} : new Path[] {run, other}) {
            if (!Files.isDirectory(folder.resolve("steady"))) {
                throw new ParameterException(
                        spec.commandLine(), Shown.of(folder) + " is no result of a shot: it has no folder 'steady'");
            }
        }
        PriorityQueue<FrameDifference> most = new PriorityQueue<>(Comparator.comparingDouble(FrameDifference::changed));
        int[] counts = {0, 0};
        // Differences are reported for the second run, compared with the first.
        new ShotDifference(reader).write(other == null ? run : other, other == null ? null : run, out, difference -> {
            counts[0]++;
            counts[1] += difference.changed() > 0 ? 1 : 0;
            most.add(difference);
            if (most.size() > SHOWN) {
                most.poll();
            }
        });
        System.err.printf("%d pairs of files, %d differ; results in %s%n", counts[0], counts[1], Shown.of(out));
        most.stream()
                .filter(difference -> difference.changed() > 0)
                .sorted(Comparator.comparingDouble((FrameDifference difference) -> -difference.changed()))
                .forEach(difference -> System.err.printf(
                        Locale.ROOT,
                        "  %5.1f %% of %d pixels  %s/%s%n",
                        100 * difference.changed(),
                        difference.covered(),
                        Shown.of(difference.output()),
                        Shown.of(difference.file())));
        return ExitCode.OK;
    }
}
