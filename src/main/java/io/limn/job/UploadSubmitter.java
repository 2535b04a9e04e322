package io.limn.job;

import io.limn.request.Catalogue;
import io.limn.request.Source;
import io.limn.request.UploadOptions;
import io.limn.result.ResultSink;
import io.limn.store.ObjectInfo;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Submits uploads with the options in their metadata, and publishes their progress. */
@Singleton
public class UploadSubmitter {
    private final FrameService queue;
    private final UploadOptions options;
    private final ProgressRegistry registry;

    public UploadSubmitter(FrameService queue, Catalogue catalogue, ProgressRegistry registry) {
        this.queue = queue;
        this.options = new UploadOptions(catalogue);
        this.registry = registry;
    }

    /** As {@link FrameService#submit}. Frames of jobs have a lane of their own. */
    public Uni<Outcome> submit(ObjectInfo upload, ResultSink sink) {
        Source source = source(upload);
        Admission lane = UploadOptions.isOfJob(upload.metadata()) ? Admission.AWAITED : Admission.WAIT;
        return Uni.createFrom().deferred(() -> {
            ProgressRegistry.Entry entry = registry.enter(upload.key());
            Turn turn = new Turn(lane, UploadOptions.caller(upload.metadata()));
            return queue.submit(options.read(source, upload.metadata()), sink, entry, turn)
                    .onTermination()
                    .invoke(entry::close);
        });
    }

    /** The version of the upload that was looked at. */
    public static Source source(ObjectInfo upload) {
        return new Source.Stored(upload.version());
    }
}
