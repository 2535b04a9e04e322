package io.limn.shot;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.PlateOptions;
import java.io.IOException;
import java.nio.file.Files;

/**
 * A file for each frame.
 *
 * @param options how each is read
 */
public record FilePictures(FrameReader reader, PlateOptions options) implements ShotPictures {
    /** With the view that files and configuration state, without the plate's own pixels. */
    public FilePictures(FrameReader reader) {
        this(reader, PlateOptions.DEFAULT);
    }

    @Override
    public Frame read(ShotFrame frame) throws FrameRejectedException, IOException {
        return reader.open(Files.readAllBytes(frame.path()), options).decode(() -> {});
    }

    @Override
    public String identity() {
        return reader.view().name(options.read());
    }

    @Override
    public void close() {
        // nothing stays open between two frames
    }
}
