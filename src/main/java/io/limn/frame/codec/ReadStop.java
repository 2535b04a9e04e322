package io.limn.frame.codec;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Aborts an ImageIO reader that reports progress when the watch says so. */
final class ReadStop implements IIOReadProgressListener {
    private final Watch watch;
    private Watch.StoppedException stopped;

    ReadStop(Watch watch) {
        this.watch = watch;
    }

    /** Throws what stopped the reader, if anything did. */
    void raise() {
        if (stopped != null) {
            throw stopped;
        }
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        try {
            watch.look();
        } catch (Watch.StoppedException e) {
            stopped = e;
            source.abort();
        }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
}
