package io.limn.job;

import io.limn.problem.FrameFailedException;
import io.limn.problem.QueueFullException;
import io.limn.request.FrameRequest;
import io.limn.result.ResultSink;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** The one path of a frame, as the doors see it: fetch, decode, parse, render, put. */
public interface FrameService {
    /**
     * Takes a job; work starts on subscription. Cancelling gives the place in the queue back; a stage that is computing ends first.
     *
     * @param sink where the files go; the manifest goes there last
     * @return the outcome, or a failure: {@link QueueFullException}, a store failure, {@link FrameFailedException}
     */
    Uni<Outcome> submit(FrameRequest job, ResultSink sink, Progress progress, Turn turn);

    /** As {@link #submit(FrameRequest, ResultSink, Progress, Turn)}, for the one caller that there is. */
    default Uni<Outcome> submit(FrameRequest job, ResultSink sink, Progress progress, Admission admission) {
        return submit(job, sink, progress, new Turn(admission, ""));
    }

    /** Jobs waiting for a worker. */
    int waiting();

    /** Jobs being worked on. */
    int inFlight();

    /** An estimate of when a job that came now would be done. */
    Duration estimate();
}
