package io.limn.job;

/**
 * How a frame waits.
 *
 * @param caller who sent it: within a lane callers take turns, so that many frames of one don't hold up the few of another; empty where
 * it is the bucket's
 */
public record Turn(Admission admission, String caller) {}
