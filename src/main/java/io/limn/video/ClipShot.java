package io.limn.video;

import io.limn.frame.FrameConfig;
import io.limn.frame.FrameLimits;
import io.limn.frame.ViewSettings;
import io.limn.frame.header.ClipSignature;
import io.limn.frame.plate.ReadOptions;
import io.limn.result.ResultKeys;
import io.limn.shot.ShotClip;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotFrames;
import io.limn.shot.ShotPictures;
import io.limn.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** A clip as a shot: its frames, numbered by its time code or from 1, and the decoder for them. */
public final class ClipShot {
    private static final int SIGNATURE = 512;
    private static final int LEAST_DIGITS = 4;

    private final Ffmpeg ffmpeg;
    private final Clip clip;
    private final ViewSettings settings;
    private final ShotFrames frames;

    private ClipShot(Ffmpeg ffmpeg, Clip clip, ViewSettings settings, ShotFrames frames) {
        this.ffmpeg = ffmpeg;
        this.clip = clip;
        this.settings = settings;
        this.frames = frames;
    }

    /** Whether a file's first bytes are those of a clip. */
    public static boolean isClip(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ClipSignature.of(in.readNBytes(SIGNATURE)).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads the clip's properties; no frame is decoded.
     *
     * @param name that results' names are derived from
     * @param first number of the first frame; empty for the time code's, or 1 if there is none
     * @param reading how its colours are to be read
     * @throws VideoException if it can't be read, a layer is requested, or its frames exceed the size limits
     */
    public static ClipShot open(
            Ffmpeg ffmpeg, Path path, String name, OptionalLong first, FrameConfig limits, ReadOptions reading)
            throws IOException, InterruptedException {
        if (reading.layer() != null) {
            throw new VideoException("the clip " + Shown.of(path) + " has no layers; leave the layer '"
                    + Shown.of(reading.layer()) + "' out");
        }
        Clip clip = new ClipProbe(ffmpeg).probe(path);
        long pixels = (long) clip.width() * clip.height();
        long most = Math.min(
                FrameLimits.of(limits).maxPixels(),
                FrameLimits.fitting(Runtime.getRuntime().maxMemory(), FrameLimits.BYTES_PER_PIXEL));
        if (pixels > most) {
            throw new VideoException("the clip " + Shown.of(path) + " has frames of " + clip.width() + "x"
                    + clip.height() + " pixels; at most " + most + " are decoded (limn.frame.max-pixels, -Xmx)");
        }
        ViewSettings settings = ViewSettings.of(limits).with(reading);
        long start = first.orElse(clip.timecode().map(Timecode::frames).orElse(1L));
        ShotClip about = about(clip, new ClipView(clip, settings, false));
        return new ClipShot(ffmpeg, clip, settings, frames(clip, name, start, about));
    }

    private static ShotFrames frames(Clip clip, String name, long start, ShotClip about) {
        int dot = name.lastIndexOf('.');
        boolean extended = dot > name.lastIndexOf('/') + 1;
        String base = extended ? name.substring(0, dot) : name;
        String ending = extended ? name.substring(dot) : "";
        int digits =
                Math.max(LEAST_DIGITS, Long.toString(start + clip.count() - 1).length());
        List<ShotFrame> frames = new ArrayList<>(clip.count());
        for (int i = 0; i < clip.count(); i++) {
            String numbered = String.format(Locale.ROOT, "%s.%0" + digits + "d%s", base, start + i, ending);
            frames.add(new ShotFrame(
                    clip.path(), numbered, OptionalLong.of(start + i), clip.timed() ? clip.pts()[i] : null));
        }
        return new ShotFrames(ResultKeys.of(frames.get(0).name()).folder(), List.copyOf(frames), about);
    }

    private static ShotClip about(Clip clip, ClipView view) {
        return new ShotClip(
                clip.path().getFileName().toString(),
                clip.container(),
                clip.codec(),
                clip.pixelFormat(),
                clip.bits(),
                clip.shownWidth(),
                clip.shownHeight(),
                clip.rate().toString(),
                clip.timeBase().toString(),
                clip.variableRate(),
                clip.shownAspect().toString(),
                clip.rotation(),
                clip.interlaced(),
                clip.colours().text(),
                view.space().word(),
                clip.timecode().map(Timecode::toString).orElse(null),
                clip.audio(),
                ClipNotes.of(clip, view));
    }

    public ShotFrames frames() {
        return frames;
    }

    /**
     * The decoder of its frames; the caller closes it.
     *
     * @param pixels whether frames keep the clip's own pixels beside the 8-bit view
     */
    public ShotPictures pictures(boolean pixels) {
        return new ClipPictures(
                ffmpeg,
                clip,
                new ClipView(clip, settings, pixels),
                frames.frames(),
                settings.name().orElse(""));
    }
}
