package io.limn.job;

/**
 * How a frame waits in the queue.
 *
 * @param caller who sent it; within a lane callers take turns, so that many frames of one don't hold up a few of another; empty for
 * uploads that name no caller
 */
public record Turn(Admission admission, String caller) {}
