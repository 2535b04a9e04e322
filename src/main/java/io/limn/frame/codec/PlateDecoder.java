package io.limn.frame.codec;

import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.Structure;
import java.io.IOException;

/** Decodes plates: files with more than 8 bits a sample and colours that are not sRGB. */
public interface PlateDecoder<S extends Structure> {
    /**
     * @throws IOException where the file is damaged; so do runtime exceptions of a codec tell
     * @throws Watch.StoppedException where the watch stopped it
     */
    Decoded decode(byte[] file, S structure, PlateReading reading, Watch watch)
            throws IOException, FrameRejectedException;

    /** What that costs at most. */
    Cost cost(S structure, PlateReading reading);
}
