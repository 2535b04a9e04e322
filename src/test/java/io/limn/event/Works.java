package io.limn.event;

import io.limn.job.FrameService;
import io.limn.job.ProgressRegistry;
import io.limn.job.StagePace;
import io.limn.job.UploadSubmitter;
import io.limn.request.FixedCatalogue;
import io.limn.result.MemorySink;
import io.limn.store.ObjectStore;

/** The work of events over a store and a queue of a test's own. */
public final class Works {
    private Works() {}

    /** Frames are tried once, so that a test's failure is the end of it. */
    public static EventHandler once(ObjectStore store, FrameService queue) {
        EventConfig config = EventConfigTest.of("retries", "0");
        UploadDispatcher dispatcher = new UploadDispatcher(
                config,
                "uploads",
                store,
                new UploadAttempt(
                        config,
                        new UploadSubmitter(queue, new FixedCatalogue(), new ProgressRegistry(new StagePace()))::submit,
                        new MemorySink(),
                        new MemorySink()),
                new EditUploads(store, "results"));
        return new EventHandler("uploads", () -> dispatcher);
    }
}
