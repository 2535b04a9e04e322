package io.limn.event;

import io.limn.job.FrameQueue;
import io.limn.job.MemorySink;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.store.ObjectStore;
import java.util.EnumSet;

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
                        queue,
                        new MemorySink(),
                        new MemorySink(),
                        EnumSet.of(Output.LABELS),
                        new RenderOptions("model", 0.6, 90)));
        return new EventWork("uploads", () -> intake);
    }
}
