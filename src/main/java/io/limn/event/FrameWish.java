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
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What is done for every upload: the default outputs into the results bucket, tried again where that may help. */
final class FrameWish {
    private final EventConfig config;
    private final FrameQueue queue;
    private final ResultSink sink;
    private final Set<Output> outputs;
    private final RenderOptions options;

    FrameWish(EventConfig config, FrameQueue queue, ResultSink sink, Set<Output> outputs, RenderOptions options) {
        this.config = config;
        this.queue = queue;
        this.sink = sink;
        this.outputs = outputs;
        this.options = options;
    }

    /** @param stopping true from when trying again is of no use */
    Uni<Outcome> fulfil(ObjectInfo upload, BooleanSupplier stopping) {
        Source source =
                new Source.Stored(upload.bucket(), upload.key(), upload.eTag(), upload.versionId(), upload.size());
        Uni<Outcome> once = Uni.createFrom()
                .deferred(() ->
                        queue.submit(new FrameJob(source, outputs, options), sink, Progress.NONE, Admission.WAIT));
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
