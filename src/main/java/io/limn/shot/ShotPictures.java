package io.limn.shot;

import io.limn.frame.Frame;
import io.limn.frame.header.FrameRejectedException;
import java.io.IOException;

/**
 * Decodes the frames of a shot: from its files, or from a clip. A pass asks for them in ascending order; one that goes on asks for the
 * last finished one first. For one thread at a time.
 */
public interface ShotPictures extends AutoCloseable {
    /**
     * Blocks until the frame is decoded.
     *
     * @throws FrameRejectedException where this frame can't be decoded: the pass says so and goes on
     * @throws IOException where its file can't be read: the pass says so and goes on
     * @throws java.io.UncheckedIOException where no further frame can be read: the pass ends, and a later one goes on
     */
    Frame read(ShotFrame frame) throws FrameRejectedException, IOException;

    /** What tells apart frames of the same files that are read in other ways; empty where nothing was asked for or configured. */
    String identity();

    @Override
    void close();
}
