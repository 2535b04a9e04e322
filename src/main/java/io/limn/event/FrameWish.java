package io.limn.event;

import io.limn.job.FrameFailedException;
import io.limn.job.Outcome;
import io.limn.job.ResultSink;
import io.limn.job.UploadWork;
import io.limn.store.ObjectInfo;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import java.util.function.BooleanSupplier;

/** What is done for every upload: what it asks for into the results bucket, tried again where that may help. */
final class FrameWish {
    private final EventConfig config;
    private final UploadWork work;
    private final ResultSink sink;

    FrameWish(EventConfig config, UploadWork work, ResultSink sink) {
        this.config = config;
        this.work = work;
        this.sink = sink;
    }

    /** @param stopping true from when trying again is of no use */
    Uni<Outcome> fulfil(ObjectInfo upload, BooleanSupplier stopping) {
        Uni<Outcome> once = Uni.createFrom().deferred(() -> work.submit(upload, sink));
        return config.retries() == 0
                ? once
                : once.onFailure(f -> !stopping.getAsBoolean() && mayHelp(f))
                        .retry()
                        .withBackOff(config.retryDelay(), config.retryMaxDelay())
                        .withJitter(0.5)
                        .atMost(config.retries());
    }

    private static boolean mayHelp(Throwable failure) {
        return failure instanceof FrameFailedException
                || failure instanceof StoreException store && store.kind().retryable();
    }
}
