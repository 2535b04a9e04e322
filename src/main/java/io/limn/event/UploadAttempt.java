package io.limn.event;

import io.limn.job.Outcome;
import io.limn.job.UploadSubmitter;
import io.limn.request.UploadOptions;
import io.limn.result.Problems;
import io.limn.result.ResultSink;
import io.limn.store.ObjectInfo;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Processes one upload into the results bucket, with retries if these may help. */
final class UploadAttempt {
    /** Processes one upload once. */
    interface Work {
        Uni<Outcome> submit(ObjectInfo upload, ResultSink sink);
    }

    private final EventConfig config;
    private final Work work;
    private final ResultSink sink;
    private final ResultSink verifying;

    /** @param verifying the same sink with verification, for work that was begun before and may have left a wrong manifest */
    UploadAttempt(EventConfig config, Work work, ResultSink sink, ResultSink verifying) {
        this.config = config;
        this.work = work;
        this.sink = sink;
        this.verifying = verifying;
    }

    /**
     * @param verify whether an earlier attempt may have been interrupted, here or elsewhere
     * @param now looks up the object under the upload's key; asked before every further attempt
     * @param stopping true once the process is stopping, so that retrying is useless
     */
    Uni<Outcome> run(
            ObjectInfo upload, boolean verify, Supplier<Uni<Optional<ObjectInfo>>> now, BooleanSupplier stopping) {
        AtomicBoolean begun = new AtomicBoolean();
        Uni<Outcome> once = Uni.createFrom()
                .deferred(() -> begun.getAndSet(true)
                        ? now.get()
                                .flatMap(current -> isStill(upload, current)
                                        ? work.submit(upload, verifying)
                                        : Uni.createFrom().item(new Outcome.Superseded(UploadSubmitter.source(upload))))
                        : work.submit(upload, verify ? verifying : sink));
        return config.retries() == 0
                ? once
                : once.onFailure(f -> !stopping.getAsBoolean() && Problems.mayPass(f))
                        .retry()
                        .withBackOff(config.retryDelay(), config.retryMaxDelay())
                        .withJitter(0.5)
                        .atMost(config.retries());
    }

    private static boolean isStill(ObjectInfo upload, Optional<ObjectInfo> now) {
        return now.isPresent()
                && now.get().version().hasBytesOf(upload.version())
                && UploadOptions.words(now.get().metadata()).equals(UploadOptions.words(upload.metadata()));
    }
}
