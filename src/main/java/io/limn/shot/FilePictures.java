package io.limn.shot;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import java.io.IOException;
import java.nio.file.Files;

/** A file for each frame. */
public record FilePictures(FrameReader reader) implements ShotPictures {
    @Override
    public Frame read(ShotFrame frame) throws FrameRejectedException, IOException {
        return reader.open(Files.readAllBytes(frame.path())).decode(() -> {});
    }

    @Override
    public void close() {
        // nothing stays open between two frames
    }
}
