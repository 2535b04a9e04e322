package io.limn.shot;

import java.io.IOException;
import java.util.Optional;

/** Where a pass keeps what it found in each frame ({@link KeptFrame}), so that edits are drawn without the network. */
public interface KeptFrames {
    /** Nothing is kept, and edits can't be drawn. */
    KeptFrames NONE = new KeptFrames() {
        @Override
        public boolean isKeeping() {
            return false;
        }

        @Override
        public void put(ShotFrame frame, byte[] kept) {}

        @Override
        public Optional<byte[]> get(ShotFrame frame) {
            return Optional.empty();
        }
    };

    default boolean isKeeping() {
        return true;
    }

    void put(ShotFrame frame, byte[] kept) throws IOException;

    /** Empty where nothing is kept of a frame: it could not be read. */
    Optional<byte[]> get(ShotFrame frame) throws IOException;
}
