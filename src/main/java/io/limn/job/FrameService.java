package io.limn.job;

import io.limn.problem.FrameFailedException;
import io.limn.problem.QueueFullException;
import io.limn.request.FrameRequest;
import io.limn.result.ResultSink;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** The pipeline of frames, as the doors see it: fetch, decode, parse, render, put. */
public interface FrameService {
    /**
     * Submits a frame; work starts on subscription. Cancelling gives up its place in the queue; a stage that is computing ends first.
     *
     * @param sink where the files go; the manifest goes there last
     * @return the outcome, or a failure: {@link QueueFullException}, a store failure, {@link FrameFailedException}
     */
    Uni<Outcome> submit(FrameRequest request, ResultSink sink, Progress progress, Turn turn);

    /** As {@link #submit(FrameRequest, ResultSink, Progress, Turn)}, for a process with a single caller. */
    default Uni<Outcome> submit(FrameRequest request, ResultSink sink, Progress progress, Admission admission) {
        return submit(request, sink, progress, new Turn(admission, ""));
    }

    /** Frames waiting for a worker. */
    int waiting();

    /** Frames being worked on. */
    int inFlight();

    /** An estimate of how long a frame submitted now takes until it is done. */
    Duration estimate();
}
