package io.limn.event;

import io.limn.job.FixedCatalogue;
import io.limn.job.FrameQueue;
import io.limn.job.MemorySink;
import io.limn.job.ProgressBoard;
import io.limn.job.StagePace;
import io.limn.job.UploadWork;
import io.limn.store.ObjectStore;

/** The work of events over a store and a queue of a test's own. */
public final class Works {
    private Works() {}

    /** Frames are tried once, so that a test's failure is the end of it. */
    public static EventWork once(ObjectStore store, FrameQueue queue) {
        EventConfig config = EventConfigTest.of("retries", "0");
        FrameIntake intake = new FrameIntake(
                config,
                "uploads",
                store,
                new FrameWish(
                        config,
                        new UploadWork(queue, new FixedCatalogue(), new ProgressBoard(new StagePace())),
                        new MemorySink(),
                        new MemorySink()));
        return new EventWork("uploads", () -> intake);
    }
}
