package io.limn.frame.codec;

import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.Structure;
import java.io.IOException;

/** Decodes a file whose structure has been accepted. */
public interface PixelDecoder<S extends Structure> {
    /**
     * @return blue-green-red bytes of sRGB as stored, not yet turned upright, alpha laid over black
     * @throws IOException where the file is damaged; so do runtime exceptions of a codec tell
     * @throws Watch.StoppedException where the watch stopped it
     */
    byte[] decode(byte[] file, S structure, Watch watch) throws IOException, FrameRejectedException;

    /** What that costs at most. */
    Cost cost(S structure);
}
