package io.limn.frame;

import io.limn.frame.FrameRejectedException.Reason;

/** Reads what a file of one format claims about itself, at a cost that does not grow with the picture it claims. */
interface HeaderParser {
    /**
     * @return size as stored, orientation beside it
     * @throws FrameRejectedException DAMAGED where the file breaks off or contradicts itself, UNSUPPORTED where it is of a kind
     *     of the format that is not read
     */
    Stored parse(byte[] file) throws FrameRejectedException;

    /**
     * The size of the pixels as they are stored.
     *
     * @param orientation EXIF 1..8
     */
    record Stored(int width, int height, int orientation) {
        public Stored {
            orientation = orientation < 1 || orientation > 8 ? 1 : orientation;
        }
    }

    static FrameRejectedException damaged(String sentence) {
        return new FrameRejectedException(Reason.DAMAGED, sentence);
    }

    static FrameRejectedException unsupported(String sentence) {
        return new FrameRejectedException(Reason.UNSUPPORTED, sentence);
    }
}
