package io.limn.parsing;

/**
 * Parses the frames of one shot in their order: what didn't change since an earlier frame is not computed again. For one thread at a time.
 */
public interface ShotParser extends Parser, AutoCloseable {
    /** What it reuses: a part of a result's identity. */
    Reuse reuse();

    /** Input pixels that the network has seen so far, as a share of what it would have seen frame by frame; 1 before the first frame. */
    double share();

    /** Frees the buffers; the parser it is made of stays open. */
    @Override
    void close();
}
