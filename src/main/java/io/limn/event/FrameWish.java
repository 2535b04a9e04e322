package io.limn.event;

import io.limn.job.FrameFailedException;
import io.limn.job.Outcome;
import io.limn.job.ResultSink;
import io.limn.job.UploadWork;
import io.limn.store.ObjectInfo;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What is done for every upload: what it asks for into the results bucket, tried again where that may help. */
final class FrameWish {
    private final EventConfig config;
    private final UploadWork work;
    private final ResultSink sink;
    private final ResultSink doubting;

    /** @param doubting the same sink for work that was begun before and may have left a manifest that isn't true */
    FrameWish(EventConfig config, UploadWork work, ResultSink sink, ResultSink doubting) {
        this.config = config;
        this.work = work;
        this.sink = sink;
        this.doubting = doubting;
    }

    /**
     * @param doubt whether this was begun before, here or elsewhere, and broken off
     * @param now looks at what lies under the upload's key; asked before every further attempt
     * @param stopping true from when trying again is of no use
     */
    Uni<Outcome> fulfil(
            ObjectInfo upload, boolean doubt, Supplier<Uni<Optional<ObjectInfo>>> now, BooleanSupplier stopping) {
        AtomicBoolean begun = new AtomicBoolean();
        Uni<Outcome> once = Uni.createFrom()
                .deferred(() -> begun.getAndSet(true)
                        ? now.get()
                                .flatMap(current -> isStill(upload, current)
                                        ? work.submit(upload, doubting)
                                        : Uni.createFrom().item(new Outcome.Superseded(UploadWork.source(upload))))
                        : work.submit(upload, doubt ? doubting : sink));
        return config.retries() == 0
                ? once
                : once.onFailure(f -> !stopping.getAsBoolean() && mayHelp(f))
                        .retry()
                        .withBackOff(config.retryDelay(), config.retryMaxDelay())
                        .withJitter(0.5)
                        .atMost(config.retries());
    }

    private static boolean isStill(ObjectInfo upload, Optional<ObjectInfo> now) {
        return now.isPresent() && now.get().eTag().equals(upload.eTag());
    }

    private static boolean mayHelp(Throwable failure) {
        return failure instanceof FrameFailedException
                || failure instanceof StoreException store && store.kind().retryable();
    }
}
