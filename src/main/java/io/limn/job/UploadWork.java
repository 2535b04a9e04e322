package io.limn.job;

import io.limn.store.ObjectInfo;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Submits uploads as their metadata asks for it, and puts how they get on up for all to see. */
@Singleton
public class UploadWork {
    private final FrameQueue queue;
    private final UploadOptions options;
    private final ProgressBoard board;

    public UploadWork(FrameQueue queue, Catalogue catalogue, ProgressBoard board) {
        this.queue = queue;
        this.options = new UploadOptions(catalogue);
        this.board = board;
    }

    /** As {@link FrameQueue#submit}. Frames that somebody waits for have a lane of their own. */
    public Uni<Outcome> submit(ObjectInfo upload, ResultSink sink) {
        Source source = source(upload);
        Admission lane = UploadOptions.isOfJob(upload.metadata()) ? Admission.AWAITED : Admission.WAIT;
        return Uni.createFrom().deferred(() -> {
            ProgressBoard.Entry entry = board.enter(upload.key());
            return queue.submit(options.read(source, upload.metadata()), sink, entry, lane)
                    .onTermination()
                    .invoke(entry::close);
        });
    }

    /** The upload as it was when it was looked at. */
    public static Source source(ObjectInfo upload) {
        return new Source.Stored(upload.bucket(), upload.key(), upload.eTag(), upload.versionId(), upload.size());
    }
}
