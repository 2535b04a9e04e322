package io.limn.event.sqs;

/** What to do with a message. */
enum Verdict {
    /** Everything in it is done, or it needs no work: delete it. */
    DONE,
    /** Something failed that a retry may fix: it is delivered again after a delay, finally to the dead-letter queue. */
    FAILED,
    /** Invalid, or about another bucket: treated as failed, so that it ends in the dead-letter queue. */
    POISON,
    /** The process is stopping: make it visible to others immediately. */
    HANDED_BACK
}
