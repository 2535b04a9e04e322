package io.limn.result;

import io.limn.output.Rendered;
import io.limn.problem.Problem;
import io.limn.request.FrameRequest;
import io.limn.result.Manifest.Edited;
import io.limn.result.Manifest.OutputFile;
import io.limn.result.Manifest.SourceInfo;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes a frame's result so that a manifest is true whenever it can be seen: an older one is withdrawn first, then all files are
 * stored, then, if the source is still the version that was parsed, the manifest; and then the source is checked once more.
 *
 * <p>S3 has no lock between two processes that work on versions of one frame, but a process that finds its version current after its last
 * write has written everything while it was current, before any work on a newer one could begin. A process that does not may have written
 * over a newer version's files: it leaves no manifest behind, not even another's, and fails with {@link SupersededException}. Its caller
 * then processes the newest version without trusting a manifest that it finds ({@link BucketSink#verifying}); so does a process that takes
 * over the work of one that died.
 */
public final class ResultWriter {
    /** A source that was read on condition of its eTag this recently is not checked again before the first file is written. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** An output may have dozens of files; more concurrent puts would take the store's connections from other frames. */
    private static final int PUTS_PER_FRAME = 8;

    private final ResultIdentity identity;

    public ResultWriter(ResultIdentity identity) {
        this.identity = identity;
    }

    /**
     * A frame whose result is written.
     *
     * @param keys of its results
     * @param edited the edits that it is drawn with; null where there are none
     * @param previous the manifest that existed when the work began
     * @param currentAt when the source was last known to be current, by {@link System#nanoTime}
     * @param check fails with {@link SupersededException} if the source has changed or is gone
     * @param timings milliseconds by stage, asked when the manifest is written
     */
    public record Subject(
            FrameRequest request,
            SourceInfo source,
            ResultKeys keys,
            ResultSink sink,
            Edited edited,
            Optional<Manifest> previous,
            long currentAt,
            Supplier<Uni<Void>> check,
            Supplier<Map<String, Double>> timings) {}

    /**
     * Whether this manifest is of the same source, model, options and edits, so that there is nothing to do.
     *
     * @param edited null where there are no edits
     */
    public boolean isDone(Manifest manifest, SourceInfo source, FrameRequest request, Edited edited) {
        boolean sameEdits = edited == null ? manifest.edited() == null : edited.isOf(manifest.edited());
        return sameEdits && identity.isOf(manifest, source, request);
    }

    /** What a parsing of this source depends on, see {@link ResultIdentity#parsing}. */
    public String parsing(SourceInfo source, FrameRequest request) {
        return identity.parsing(source, request);
    }

    /** Stores the files and the manifest that lists them. Fails with {@link SupersededException} or what the sink fails with. */
    public Uni<Manifest> parsed(Subject subject, RenderedFrame frame) {
        List<OutputFile> listed =
                frame.files().stream().map(file -> listed(subject.keys(), file)).toList();
        return unchangedSinceRead(subject)
                .flatMap(ok -> withdraw(subject))
                .flatMap(ok -> putAll(subject, frame))
                .flatMap(ok -> commit(subject, () -> new Manifest(
                                subject.source(),
                                identity.model(),
                                identity.options(subject.request()),
                                frame.width(),
                                frame.height(),
                                frame.persons(),
                                frame.labels(),
                                subject.timings().get(),
                                listed,
                                null)
                        .with(frame.edited())));
    }

    /** Stores a manifest that says why there are no files. Fails as {@link #parsed} does. */
    public Uni<Manifest> rejected(Subject subject, Problem problem) {
        return withdraw(subject)
                .flatMap(ok -> commit(subject, () -> new Manifest(
                                subject.source(),
                                identity.model(),
                                identity.options(subject.request()),
                                null,
                                null,
                                null,
                                null,
                                subject.timings().get(),
                                null,
                                problem)
                        .with(subject.edited())));
    }

    private static Uni<Void> unchangedSinceRead(Subject subject) {
        boolean fresh = System.nanoTime() - subject.currentAt() < FRESH.toNanos();
        return fresh ? Uni.createFrom().voidItem() : subject.check().get();
    }

    private static Uni<Void> withdraw(Subject subject) {
        return subject.previous().isEmpty()
                ? Uni.createFrom().voidItem()
                : subject.sink().withdraw(subject.keys().manifest());
    }

    private static Uni<Void> putAll(Subject subject, RenderedFrame frame) {
        ResultKeys keys = subject.keys();
        Multi<Uni<Void>> puts = Multi.createFrom().iterable(frame.files()).map(file -> subject.sink()
                .put(keys.of(file.rendered()), file.rendered()));
        Multi<Uni<Void>> legend = frame.legend() == null
                ? Multi.createFrom().empty()
                : Multi.createFrom().item(() -> subject.sink().explain(keys.legend(), frame.legend()));
        return Multi.createBy()
                .concatenating()
                .streams(puts, legend)
                .onItem()
                .transformToUni(put -> put)
                .merge(PUTS_PER_FRAME)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Manifest> commit(Subject subject, Supplier<Manifest> manifest) {
        String key = subject.keys().manifest();
        return subject.check()
                .get()
                .flatMap(ok -> {
                    Manifest made = manifest.get();
                    return subject.sink().commit(key, made).replaceWith(made);
                })
                .call(() -> subject.check().get())
                .onFailure(SupersededException.class)
                .call(() -> subject.sink().withdraw(key));
    }

    private static OutputFile listed(ResultKeys keys, RenderedFrame.File file) {
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
