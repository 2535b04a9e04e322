package io.limn.event;

import io.limn.job.Admission;
import io.limn.job.FrameFailedException;
import io.limn.job.FrameJob;
import io.limn.job.FrameQueue;
import io.limn.job.Outcome;
import io.limn.job.Progress;
import io.limn.job.ResultSink;
import io.limn.job.Source;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.store.ObjectInfo;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What is done for every upload: the default outputs into the results bucket, tried again where that may help. */
final class FrameWish {
    private final EventConfig config;
    private final FrameQueue queue;
    private final ResultSink sink;
    private final ResultSink doubting;
    private final Set<Output> outputs;
    private final RenderOptions options;

    /** @param doubting the same sink for work that was begun before and may have left a manifest that isn't true */
    FrameWish(
            EventConfig config,
            FrameQueue queue,
            ResultSink sink,
            ResultSink doubting,
            Set<Output> outputs,
            RenderOptions options) {
        this.config = config;
        this.queue = queue;
        this.sink = sink;
        this.doubting = doubting;
        this.outputs = outputs;
        this.options = options;
    }

    /**
     * @param doubt whether this was begun before, here or elsewhere, and broken off
     * @param now looks at what lies under the upload's key; asked before every further attempt
     * @param stopping true from when trying again is of no use
     */
    Uni<Outcome> fulfil(
            ObjectInfo upload, boolean doubt, Supplier<Uni<Optional<ObjectInfo>>> now, BooleanSupplier stopping) {
        Source source =
                new Source.Stored(upload.bucket(), upload.key(), upload.eTag(), upload.versionId(), upload.size());
        AtomicBoolean begun = new AtomicBoolean();
        Uni<Outcome> once = Uni.createFrom()
                .deferred(() -> begun.getAndSet(true)
                        ? now.get()
                                .flatMap(current -> isStill(upload, current)
                                        ? submit(source, doubting)
                                        : Uni.createFrom().item(new Outcome.Superseded(source)))
                        : submit(source, doubt ? doubting : sink));
        return config.retries() == 0
                ? once
                : once.onFailure(f -> !stopping.getAsBoolean() && mayHelp(f))
                        .retry()
                        .withBackOff(config.retryDelay(), config.retryMaxDelay())
                        .withJitter(0.5)
                        .atMost(config.retries());
    }

    private Uni<Outcome> submit(Source source, ResultSink results) {
        return queue.submit(new FrameJob(source, outputs, options), results, Progress.NONE, Admission.WAIT);
    }

    private static boolean isStill(ObjectInfo upload, Optional<ObjectInfo> now) {
        return now.isPresent() && now.get().eTag().equals(upload.eTag());
    }

    private static boolean mayHelp(Throwable failure) {
        return failure instanceof FrameFailedException
                || failure instanceof StoreException store && store.kind().retryable();
    }
}
