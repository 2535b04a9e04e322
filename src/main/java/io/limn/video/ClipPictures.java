package io.limn.video;

import io.limn.frame.Frame;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotPictures;
import io.limn.video.ClipFeed.Raw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The frames of a clip, decoded in order by an ffmpeg process that waits until the next one is requested. A request for an earlier frame
 * starts a new process at that frame.
 */
final class ClipPictures implements ShotPictures {
    private final Ffmpeg ffmpeg;
    private final Clip clip;
    private final ClipView view;
    private final Map<ShotFrame, Integer> places = new HashMap<>();
    private final String identity;
    private ClipFeed feed;
    private Raw waiting;
    private int next;
    private int end = Integer.MAX_VALUE;

    ClipPictures(Ffmpeg ffmpeg, Clip clip, ClipView view, List<ShotFrame> frames, String identity) {
        this.ffmpeg = ffmpeg;
        this.clip = clip;
        this.view = view;
        this.identity = identity;
        frames.forEach(frame -> places.put(frame, places.size()));
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public Frame read(ShotFrame frame) throws FrameRejectedException {
        Integer place = places.get(frame);
        if (place == null) {
            throw new IllegalArgumentException(frame.name() + " is not of this clip");
        }
        try {
            return read(place);
        } catch (ClipTooCostlyException e) {
            close();
            end = place;
            throw new FrameRejectedException(
                    Reason.TOO_COSTLY, "This frame of the clip takes too much: " + e.getMessage() + ".");
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    private Frame read(int wanted) throws IOException, FrameRejectedException {
        if (wanted >= end) {
            throw ends();
        }
        if (feed == null || wanted < next) {
            close();
            feed = ClipFeed.from(ffmpeg, clip, wanted, view.sampleBytes());
        }
        while (true) {
            Raw raw = waiting == null ? feed.next() : waiting;
            waiting = null;
            if (raw == null) {
                end = wanted;
                throw ends();
            }
            if (raw.place() > wanted) {
                waiting = raw;
                next = wanted + 1;
                throw new FrameRejectedException(Reason.DAMAGED, "This frame of the clip can't be decoded.");
            }
            if (raw.place() == wanted) {
                next = wanted + 1;
                return view.frame(raw.bytes(), wanted);
            }
        }
    }

    private static FrameRejectedException ends() {
        return new FrameRejectedException(
                Reason.DAMAGED, "The clip can't be decoded up to this frame: it is cut off or damaged.");
    }

    @Override
    public void close() {
        waiting = null;
        next = 0;
        if (feed != null) {
            feed.close();
            feed = null;
        }
    }
}
