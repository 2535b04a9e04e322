package io.limn.job;

import io.limn.job.FrameComputation.Drawn;
import io.limn.output.Rendered;
import io.limn.problem.Problem;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.BucketSink;
import io.limn.result.Manifest;
import io.limn.result.Manifest.OutputFile;
import io.limn.result.ResultIdentity;
import io.limn.result.ResultKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings a frame's results to the sink so that a manifest is true whenever it can be seen: an older one is withdrawn first,
 * then all files are stored, then, if the source is still the one that was parsed, the manifest; and then the source is looked
 * at once more.
 *
 * <p>S3 has no lock between two processes at work on versions of one frame. But whoever finds its version current after its
 * last write has written all while it was, before any work on a newer one could begin. Whoever does not may have written over
 * a newer version's files: it leaves no manifest behind, not even another's, and its outcome is {@link Outcome.Superseded}.
 * Its caller is to do the newest version then, without trust in a manifest that it finds ({@link BucketSink#verifying}); and so
 * is whoever takes up the work of a process that died.
 */
final class ResultWriter {
    /** A source fetched on condition so short a time ago needs no second look before the first file is written. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** An output may have dozens of files; more at once would take the store's connections from other frames. */
    private static final int PUTS_OF_A_FRAME = 8;

    private final SourceReader sources;
    private final ResultIdentity identity;

    ResultWriter(SourceReader sources, ResultIdentity identity) {
        this.sources = sources;
        this.identity = identity;
    }

    /** What a frame is called by: its source and what was known of it before. */
    record Subject(FrameContext run, Manifest.SourceInfo source, Optional<Manifest> previous) {
        Source from() {
            return run.job().source();
        }
    }

    boolean isOf(Manifest manifest, Manifest.SourceInfo source, FrameRequest job) {
        return identity.isOf(manifest, source, job);
    }

    Uni<Outcome> parsed(Subject subject, Drawn drawn) {
        FrameContext run = subject.run();
        List<OutputFile> listed =
                drawn.files().stream().map(file -> listed(run.keys(), file)).toList();
        return unchangedSinceFetch(subject)
                .flatMap(ok -> withdraw(subject))
                .flatMap(ok -> putAll(run, drawn))
                .flatMap(ok -> commit(
                        subject,
                        () -> new Manifest(
                                subject.source(),
                                identity.model(),
                                identity.options(run.job()),
                                drawn.width(),
                                drawn.height(),
                                drawn.persons(),
                                drawn.labels(),
                                run.clock().millis(),
                                listed,
                                null)))
                .map(Outcome.Parsed::new);
    }

    Uni<Outcome> rejected(Subject subject, Problem problem) {
        FrameContext run = subject.run();
        return withdraw(subject)
                .flatMap(ok -> commit(
                        subject,
                        () -> new Manifest(
                                subject.source(),
                                identity.model(),
                                identity.options(run.job()),
                                null,
                                null,
                                null,
                                null,
                                run.clock().millis(),
                                null,
                                problem)))
                .map(manifest -> new Outcome.Rejected(manifest, problem));
    }

    private Uni<Void> unchangedSinceFetch(Subject subject) {
        boolean fresh = subject.run().sinceFetch() < FRESH.toNanos();
        return fresh ? Uni.createFrom().voidItem() : sources.stillCurrent(subject.from(), subject.source());
    }

    private static Uni<Void> withdraw(Subject subject) {
        FrameContext run = subject.run();
        return subject.previous().isEmpty()
                ? Uni.createFrom().voidItem()
                : run.sink().withdraw(run.keys().manifest());
    }

    private static Uni<Void> putAll(FrameContext run, Drawn drawn) {
        Multi<Uni<Void>> puts = Multi.createFrom().iterable(drawn.files()).map(file -> run.sink()
                .put(run.keys().of(file.rendered()), file.rendered()));
        Multi<Uni<Void>> legend = drawn.legend() == null
                ? Multi.createFrom().empty()
                : Multi.createFrom().item(() -> run.sink().explain(run.keys().legend(), drawn.legend()));
        return Multi.createBy()
                .concatenating()
                .streams(puts, legend)
                .onItem()
                .transformToUni(put -> put)
                .merge(PUTS_OF_A_FRAME)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Manifest> commit(Subject subject, Supplier<Manifest> manifest) {
        FrameContext run = subject.run();
        String key = run.keys().manifest();
        return sources.stillCurrent(subject.from(), subject.source())
                .flatMap(ok -> {
                    Manifest made = manifest.get();
                    return run.sink().commit(key, made).replaceWith(made);
                })
                .call(() -> sources.stillCurrent(subject.from(), subject.source()))
                .onFailure(SupersededException.class)
                .call(() -> run.sink().withdraw(key));
    }

    private static OutputFile listed(ResultKeys keys, Drawn.File file) {
        Rendered rendered = file.rendered();
        return new OutputFile(
                rendered.output().kind(),
                rendered.part(),
                keys.of(rendered),
                rendered.mediaType(),
                rendered.bytes().length,
                file.sha256());
    }
}
