package io.limn.cli.bench;

import io.limn.job.Admission;
import io.limn.job.FrameService;
import io.limn.job.Outcome;
import io.limn.job.Progress;
import io.limn.model.OnnxParser;
import io.limn.output.Renderers;
import io.limn.parsing.ParserFailedException;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.MemorySink;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Measures throughput: of the service's own queue, with results kept in memory only, and of the bare network. */
final class Sustained {
    /** Frames waiting or in flight: enough that no worker is ever idle. */
    private static final int AHEAD = 8;

    private Sustained() {}

    /** Frames per second through the queue. */
    static double throughQueue(FrameService queue, Renderers renderers, List<Path> files, Duration time)
            throws IOException {
        List<byte[]> bytes = files.stream().map(Sustained::read).toList();
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Outcome> outcomes = Multi.createBy()
                .repeating()
                .supplier(() -> next.getAndIncrement() % bytes.size())
                .whilst(index -> System.nanoTime() < end)
                .onItem()
                .transformToUni(index -> submit(queue, renderers, files.get(index), bytes.get(index)))
                .merge(AHEAD)
                .collect()
                .asList()
                .await()
                .atMost(time.plusMinutes(2));
        long parsed = outcomes.stream().filter(Outcome.Parsed.class::isInstance).count();
        return parsed * 1e9 / (System.nanoTime() - start);
    }

    private static Uni<Outcome> submit(FrameService queue, Renderers renderers, Path file, byte[] bytes) {
        Source source = new Source.Inline(file.getFileName().toString(), bytes);
        FrameRequest request = new FrameRequest(source, renderers.defaultOutputs(), renderers.defaults());
        return queue.submit(request, new MemorySink(), Progress.NONE, Admission.WAIT);
    }

    /** Runs per second of the bare network with this many concurrent callers. */
    static double bareNetwork(OnnxParser parser, int width, int height, int callers, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long start = System.nanoTime();
            long end = start + time.toNanos();
            Callable<Integer> loop = () -> runs(parser, width, height, end);
            int runs = 0;
            for (Future<Integer> one : threads.invokeAll(
                    IntStream.range(0, callers).mapToObj(i -> loop).toList())) {
                runs += one.get();
            }
            return runs * 1e9 / (System.nanoTime() - start);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int runs(OnnxParser parser, int width, int height, long end) throws ParserFailedException {
        int runs = 0;
        while (System.nanoTime() < end) {
            parser.runNetwork(width, height);
            runs++;
        }
        return runs;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
