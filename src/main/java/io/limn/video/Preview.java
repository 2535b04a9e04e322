package io.limn.video;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.result.ResultKeys;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotFrames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes {@code preview.mp4} of a shot's steady overlays: H.264 if the installed ffmpeg can encode it, else MPEG-4 Part 2. */
public final class Preview {
    private static final List<String> H264 = List.of("libx264", "h264_videotoolbox", "libopenh264", "h264_mf");
    private static final int MOST_LIST = 1 << 20;

    private final Ffmpeg ffmpeg;
    private final FrameReader reader;
    private final Path results;
    private final Optional<Fraction> rate;

    /**
     * @param results the folder that the pass wrote its results to
     * @param rate as in {@link MatteVideos}
     */
    public Preview(Ffmpeg ffmpeg, FrameReader reader, Path results, Optional<String> rate) {
        this.ffmpeg = ffmpeg;
        this.reader = reader;
        this.results = results;
        this.rate = rate.map(VideoRate::parse);
    }

    /**
     * Writes the file; blocks until it is written. A frame without an overlay repeats the previous one, so that the timing stays right.
     *
     * @return the file
     * @throws VideoException if there is no overlay at all, or ffmpeg fails
     */
    public Path write(ShotFrames shot) throws IOException, InterruptedException {
        byte[] shown = null;
        for (ShotFrame frame : shot.frames()) {
            shown = overlay(frame);
            if (shown != null) {
                break;
            }
        }
        if (shown == null) {
            throw new VideoException("there is no overlay to make a preview of");
        }
        VideoTiming timing = VideoTiming.of(shot, null, rate);
        Path target = results.resolve(shot.folder()).resolve("preview.mp4");
        try (VideoWriter writer = VideoWriter.open(
                ffmpeg,
                List.of(
                        "-f",
                        "image2pipe",
                        "-c:v",
                        "mjpeg",
                        "-framerate",
                        timing.rate().toString()),
                arguments(size(shown), timing),
                target)) {
            for (ShotFrame frame : shot.frames()) {
                byte[] overlay = overlay(frame);
                shown = overlay == null ? shown : overlay;
                writer.write(shown);
            }
            return writer.finish();
        }
    }

    private byte[] overlay(ShotFrame frame) throws IOException {
        Path file = results.resolve(ResultKeys.of(frame.name()).key("steady/overlay", "jpg"));
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    }

    private Frame size(byte[] overlay) throws IOException {
        try {
            return reader.read(overlay);
        } catch (FrameRejectedException e) {
            throw new VideoException("an overlay can't be read: " + e.getMessage());
        }
    }

    private List<String> arguments(Frame size, VideoTiming timing) throws IOException, InterruptedException {
        int width = even(size.width() * timing.pixelAspect().value());
        int height = even(size.height());
        List<String> arguments = new ArrayList<>(List.of(
                "-vf",
                "scale=" + width + ":" + height
                        + ":in_color_matrix=smpte170m:in_range=pc:out_color_matrix=bt709:out_range=tv"
                        + ",format=yuv420p,setsar=1," + VideoColour.BT709.filter(true)));
        arguments.addAll(VideoColour.BT709.tags(true));
        arguments.addAll(encoder());
        arguments.addAll(List.of("-movflags", "+faststart", "-timecode", timing.timecode(), "-f", "mp4"));
        return arguments;
    }

    private static int even(double pixels) {
        return Math.max(2, 2 * (int) Math.round(pixels / 2));
    }

    private List<String> encoder() throws IOException, InterruptedException {
        String list;
        try (FfmpegProcess process =
                FfmpegProcess.start(ffmpeg.command(List.of("-encoders")), ffmpeg.timeout(), false)) {
            list = new String(process.readAll(MOST_LIST), StandardCharsets.UTF_8);
        }
        for (String name : H264) {
            if (list.contains(" " + name + " ")) {
                return name.equals("libx264")
                        ? List.of("-c:v", name, "-crf", "20", "-preset", "fast")
                        : List.of("-c:v", name, "-b:v", "12M");
            }
        }
        return List.of("-c:v", "mpeg4", "-q:v", "3");
    }
}
