package io.limn.frame;

import io.limn.frame.header.FrameRejectedException;

/** A frame whose file has been walked and accepted, and whose pixels have not been decoded. */
public interface EncodedFrame {
    FrameHeader header();

    /**
     * The whole frame, upright. Blocks for the time of the decoding.
     *
     * @param check called every few thousand pixels; what it throws ends the decoding and comes out of here
     * @throws FrameRejectedException where the frame can't be decoded, with a sentence for the one who sent it
     */
    Frame decode(Runnable check) throws FrameRejectedException;
}
