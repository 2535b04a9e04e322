package io.limn.shot;

import io.limn.output.Rendered;
import java.io.IOException;
import java.util.Optional;

/** Stores what a pass found in each frame ({@link KeptFrame}), so that edits can be drawn without the network. */
public interface KeptFrames {
    /** Stores nothing; edits can't be drawn. */
    KeptFrames NONE = new KeptFrames() {
        @Override
        public boolean isKeeping() {
            return false;
        }

        @Override
        public void put(ShotFrame frame, byte[] kept) {}

        @Override
        public void putBase(ShotFrame frame, Rendered mask) {}

        @Override
        public Optional<byte[]> get(ShotFrame frame) {
            return Optional.empty();
        }
    };

    default boolean isKeeping() {
        return true;
    }

    void put(ShotFrame frame, byte[] kept) throws IOException;

    /**
     * Stores a mask of what a frame's own edits are drawn over, where that includes edits of other frames: in {@code steady/base}, with the
     * name that the output has in {@code steady}. Programs that draw strokes themselves start from these masks.
     */
    void putBase(ShotFrame frame, Rendered mask) throws IOException;

    /** Empty if nothing is stored for the frame, because it could not be read. */
    Optional<byte[]> get(ShotFrame frame) throws IOException;
}
