package io.limn.frame;

import io.limn.frame.header.FrameRejectedException;

/** A frame whose file structure has been read and accepted, and whose pixels have not been decoded. */
public interface EncodedFrame {
    FrameHeader header();

    /** About how long the decoding takes, by the file's structure: seconds of one core. */
    default double decodeSeconds() {
        return 0;
    }

    /**
     * The whole frame, upright. Blocks for the time of the decoding.
     *
     * @param check called every few thousand pixels; what it throws ends the decoding and comes out of here
     * @throws FrameRejectedException if the frame can't be decoded, with a sentence for the caller
     */
    Frame decode(Runnable check) throws FrameRejectedException;
}
