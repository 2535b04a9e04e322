package io.limn.shot;

import io.limn.frame.Frame;
import io.limn.frame.header.FrameRejectedException;
import java.io.IOException;

/**
 * Decodes the frames of a shot: from its files, or from a clip. A pass asks for them in ascending order; one that resumes asks for the
 * last finished one first. For one thread at a time.
 */
public interface ShotPictures extends AutoCloseable {
    /**
     * Blocks until the frame is decoded.
     *
     * @throws FrameRejectedException if this frame can't be decoded: the pass records that and continues
     * @throws IOException if its file can't be read: the pass records that and continues
     * @throws java.io.UncheckedIOException if no further frame can be read: the pass ends, and a later one resumes
     */
    Frame read(ShotFrame frame) throws FrameRejectedException, IOException;

    /** Identifies how the frames are read (colour space, exposure, layer), as part of the results' identity; empty for the defaults. */
    String identity();

    @Override
    void close();
}
