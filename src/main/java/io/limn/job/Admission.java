package io.limn.job;

/** What happens to a job when the queue is full. */
public enum Admission {
    /** Fails at once with {@link QueueFullException}: for callers who can be told to come back. */
    REFUSE,
    /** Waits for a place: for work that is safe in a bucket. */
    WAIT
}
