package io.limn.model.input;

import io.limn.frame.Frame;
import java.nio.FloatBuffer;

/** Frame to tensor: BGR bytes, resized, as normalised planes (3×H×W floats). Not thread-safe. */
public interface Preprocessing {
    /**
     * @param wanted planned for this frame's size
     * @param tensor at least {@code 3*H*W} floats from index 0 on; all of them are written
     */
    void fill(Frame frame, InputSize wanted, FloatBuffer tensor);
}
