package io.limn.job;

import io.limn.frame.header.FrameRejectedException;
import io.limn.problem.Problem;
import io.limn.request.Source;
import io.limn.result.Manifest;
import io.limn.result.Manifest.SourceInfo;
import io.limn.result.Problems;
import io.limn.result.RenderedFrame;
import io.limn.result.ResultWriter;
import io.limn.result.ResultWriter.Subject;
import io.limn.result.SupersededException;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The steps of a frame that has a slot: fetch, wait for a worker and for its share of pixels, decode, parse, render, store.
 *
 * <p>The slot is released once the frame may be stored ({@code limn.job.max-concurrent-writes}), so that a slow store slows the workers
 * instead of filling the memory; the share of pixels is held to the end. {@link LongFrames} keeps frames that are large or slow out of the
 * way of the others.
 */
final class FramePipeline {
    private final SourceReader sources;
    private final FrameComputation work;
    private final ResultWriter results;
    private final Workers workers;
    private final LongFrames longFrames;
    private final FairSemaphore storing;
    private final FairSemaphore pixels;
    private final Pace pace;
    private final EditsBeside edits = new EditsBeside();

    FramePipeline(
            SourceReader sources,
            FrameComputation work,
            ResultWriter results,
            Workers workers,
            LongFrames longFrames,
            JobLimits limits,
            Pace pace) {
        this.sources = sources;
        this.work = work;
        this.results = results;
        this.workers = workers;
        this.longFrames = longFrames;
        this.storing = new FairSemaphore(limits.putting(), 1);
        this.pixels = new FairSemaphore(limits.pixels(), 1);
        this.pace = pace;
    }

    Uni<Outcome> follow(FrameContext run) {
        run.clock().enter(Stage.FETCH);
        return identify(run)
                .flatMap(source -> Uni.combine()
                        .all()
                        .unis(run.sink().committed(run.keys().manifest()), edits.find(run))
                        .asTuple()
                        .flatMap(found -> known(run, source, found.getItem1())))
                .onFailure(SupersededException.class)
                .recoverWithItem(() -> new Outcome.Superseded(run.request().source()));
    }

    private Uni<SourceInfo> identify(FrameContext run) {
        Source source = run.request().source();
        return source instanceof Source.Inline inline
                ? workers.run(run, () -> SourceReader.hash(inline))
                : sources.identify((Source.Stored) source);
    }

    private Uni<Outcome> known(FrameContext run, SourceInfo source, Optional<Manifest> previous) {
        if (previous.isPresent() && results.isDone(previous.get(), source, run.request(), edited(run))) {
            return Uni.createFrom().item(new Outcome.AlreadyDone(previous.get()));
        }
        if (run.request().refused() != null) {
            return reject(subject(run, source, previous), run, run.request().refused());
        }
        return sources.read(run.request().source(), source)
                .flatMap(file -> {
                    run.fetched(file);
                    SourceInfo sized = source.withSize(file.length);
                    return edits.prepare(run, () -> results.parsing(source, run.request()))
                            .flatMap(ok -> compute(run))
                            .flatMap(frame -> store(run, () -> edits.keep(run)
                                    .flatMap(ok -> results.parsed(subject(run, sized, previous), frame))
                                    .map(Outcome.Parsed::new)));
                })
                .onFailure(FrameRejectedException.class)
                .recoverWithUni(rejected ->
                        reject(subject(run, source, previous), run, Problems.of((FrameRejectedException) rejected)));
    }

    private Uni<Outcome> reject(Subject subject, FrameContext run, Problem problem) {
        return store(
                run, () -> results.rejected(subject, problem).map(manifest -> new Outcome.Rejected(manifest, problem)));
    }

    private Subject subject(FrameContext run, SourceInfo source, Optional<Manifest> previous) {
        return new Subject(
                run.request(),
                source,
                run.keys(),
                run.sink(),
                edited(run),
                previous,
                run.fetchedAt(),
                () -> sources.stillCurrent(run.request().source(), source)
                        .flatMap(ok -> edits.stillCurrent(run, previous.isPresent())),
                run.clock()::millis);
    }

    private static Manifest.Edited edited(FrameContext run) {
        return run.edits() == null ? null : run.edits().edited();
    }

    private Uni<RenderedFrame> compute(FrameContext run) {
        run.clock().enter(Stage.QUEUE);
        return workers.run(run, () -> {
                    run.clock().enter(Stage.DECODE);
                    return work.measure(run);
                })
                .flatMap(need -> {
                    run.clock().enter(Stage.QUEUE);
                    return longFrames.isLong(need)
                            ? longFrames
                                    .enter(run, need)
                                    .flatMap(room -> share(run, longFrames.weight(need)))
                                    .flatMap(share -> work(run, longFrames.workers()))
                            : share(run, need.pixels()).flatMap(share -> work(run, workers));
                });
    }

    private Uni<Void> share(FrameContext run, long weight) {
        return pixels.acquire(0, "", weight, Integer.MAX_VALUE, IllegalStateException::new, run::hold);
    }

    private Uni<RenderedFrame> work(FrameContext run, Workers on) {
        return on.run(run, () -> {
            long start = System.nanoTime();
            RenderedFrame frame = work.run(run);
            pace.worked(System.nanoTime() - start);
            return frame;
        });
    }

    private Uni<Outcome> store(FrameContext run, Supplier<Uni<Outcome>> puts) {
        run.clock().enter(Stage.PUT);
        return storing.acquire(0, "", 1, Integer.MAX_VALUE, IllegalStateException::new, run::hold)
                .flatMap(place -> {
                    run.releaseSlot();
                    return puts.get();
                });
    }
}
