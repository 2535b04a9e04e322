package io.limn.event.sqs;

/** What is to become of a message. */
enum Verdict {
    /** All that it told of is done, or it told of nothing: it is deleted. */
    DONE,
    /** Something failed that may go well another time: it comes again after a rest, and ends in the dead-letter queue. */
    FAILED,
    /** Not understood, or of a bucket that isn't ours: as failed, so that somebody sees it in the dead-letter queue. */
    POISON,
    /** The process stops: another is to have it at once. */
    HANDED_BACK
}
