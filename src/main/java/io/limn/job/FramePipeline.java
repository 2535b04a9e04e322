package io.limn.job;

import io.limn.frame.header.FrameRejectedException;
import io.limn.job.FrameComputation.Drawn;
import io.limn.job.ResultWriter.Subject;
import io.limn.request.Source;
import io.limn.result.Manifest;
import io.limn.result.Manifest.SourceInfo;
import io.limn.result.Problems;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What happens to a frame that has a slot: fetch, wait for a worker and for its share of pixels, decode, parse, render, store.
 *
 * <p>The slot goes back when a place among the frames being stored is had, so that a slow store slows the workers instead of
 * filling the memory; the share of pixels is held to the end.
 */
final class FramePipeline {
    private final SourceReader sources;
    private final FrameComputation work;
    private final ResultWriter results;
    private final Workers workers;
    private final FairSemaphore storing;
    private final FairSemaphore pixels;
    private final Pace pace;

    FramePipeline(
            SourceReader sources,
            FrameComputation work,
            ResultWriter results,
            Workers workers,
            JobLimits limits,
            Pace pace) {
        this.sources = sources;
        this.work = work;
        this.results = results;
        this.workers = workers;
        this.storing = new FairSemaphore(limits.putting(), 1);
        this.pixels = new FairSemaphore(limits.pixels(), 1);
        this.pace = pace;
    }

    Uni<Outcome> follow(FrameContext run) {
        run.clock().enter(Stage.FETCH);
        return identify(run)
                .flatMap(source ->
                        run.sink().committed(run.keys().manifest()).flatMap(previous -> known(run, source, previous)))
                .onFailure(SupersededException.class)
                .recoverWithItem(() -> new Outcome.Superseded(run.job().source()));
    }

    private Uni<SourceInfo> identify(FrameContext run) {
        Source source = run.job().source();
        return source instanceof Source.Inline inline
                ? workers.run(run, () -> SourceReader.hash(inline))
                : sources.identify((Source.Stored) source);
    }

    private Uni<Outcome> known(FrameContext run, SourceInfo source, Optional<Manifest> previous) {
        if (previous.isPresent() && results.isOf(previous.get(), source, run.job())) {
            return Uni.createFrom().item(new Outcome.AlreadyDone(previous.get()));
        }
        if (run.job().refused() != null) {
            return store(
                    run,
                    () -> results.rejected(
                            new Subject(run, source, previous), run.job().refused()));
        }
        return sources.read(run.job().source(), source)
                .flatMap(file -> {
                    run.fetched(file);
                    SourceInfo sized = sized(source, file.length);
                    return draw(run)
                            .flatMap(drawn ->
                                    store(run, () -> results.parsed(new Subject(run, sized, previous), drawn)));
                })
                .onFailure(FrameRejectedException.class)
                .recoverWithUni(rejected -> store(
                        run,
                        () -> results.rejected(
                                new Subject(run, source, previous), Problems.of((FrameRejectedException) rejected))));
    }

    private Uni<Drawn> draw(FrameContext run) {
        run.clock().enter(Stage.QUEUE);
        return workers.run(run, () -> {
                    run.clock().enter(Stage.DECODE);
                    return work.measure(run);
                })
                .flatMap(count -> {
                    run.clock().enter(Stage.QUEUE);
                    return pixels.acquire(0, count, Integer.MAX_VALUE, IllegalStateException::new, run::hold);
                })
                .flatMap(share -> workers.run(run, () -> {
                    long start = System.nanoTime();
                    Drawn drawn = work.draw(run);
                    pace.worked(System.nanoTime() - start);
                    return drawn;
                }));
    }

    private Uni<Outcome> store(FrameContext run, Supplier<Uni<Outcome>> puts) {
        run.clock().enter(Stage.PUT);
        return storing.acquire(0, 1, Integer.MAX_VALUE, IllegalStateException::new, run::hold)
                .flatMap(place -> {
                    run.releaseSlot();
                    return puts.get();
                });
    }

    private static SourceInfo sized(SourceInfo source, long size) {
        return new SourceInfo(source.bucket(), source.key(), source.eTag(), source.versionId(), size, source.sha256());
    }
}
