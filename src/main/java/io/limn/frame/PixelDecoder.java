package io.limn.frame;

import java.io.IOException;

/** Decodes a file whose header has been accepted. */
interface PixelDecoder {
    /**
     * @return blue-green-red bytes as stored, not yet turned upright
     * @throws IOException where the file is damaged; so do runtime exceptions of a codec tell
     */
    byte[] decode(byte[] file, HeaderParser.Stored size) throws IOException, FrameRejectedException;
}
