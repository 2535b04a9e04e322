package io.limn.shot;

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
        public Optional<byte[]> get(ShotFrame frame) {
            return Optional.empty();
        }
    };

    default boolean isKeeping() {
        return true;
    }

    void put(ShotFrame frame, byte[] kept) throws IOException;

    /** Empty if nothing is stored for the frame, because it could not be read. */
    Optional<byte[]> get(ShotFrame frame) throws IOException;
}
