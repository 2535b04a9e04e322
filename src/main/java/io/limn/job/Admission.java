package io.limn.job;

import io.limn.problem.QueueFullException;

/** What happens to a frame when the queue is full, and in which lane it waits; the lanes take turns. */
public enum Admission {
    /** Fails immediately with {@link QueueFullException}: for callers who can retry. */
    REFUSE,
    /** Waits for a place: for work that is safe in a bucket. */
    WAIT,
    /** As {@link #WAIT}, in a lane of its own: for uploads that a caller waits for. */
    AWAITED
}
