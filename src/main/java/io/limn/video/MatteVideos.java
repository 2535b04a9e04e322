package io.limn.video;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.PlateOptions;
import io.limn.frame.plate.PlatePixels;
import io.limn.result.ResultKeys;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotFrames;
import io.limn.shot.ShotPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the steady mattes of a shot as videos: the shot's own pictures with a matte as their alpha. Holds one picture and one matte at a
 * time.
 */
public final class MatteVideos {
    private static final int RGBA_BYTES = 8;
    /** ffmpeg's tag for raw RGBA with 16 bits per sample, little-endian. */
    private static final String RGBA_TAG = "RBA@";

    private final Ffmpeg ffmpeg;
    private final FrameReader reader;
    private final Path results;
    private final boolean premultiplied;
    private final Optional<Fraction> rate;

    /**
     * @param results the folder that the pass wrote its results to
     * @param premultiplied whether colours are multiplied by alpha
     * @param rate frames per second as a number or fraction; empty for the source's
     * @throws IllegalArgumentException if the rate is invalid
     */
    public MatteVideos(Ffmpeg ffmpeg, FrameReader reader, Path results, boolean premultiplied, Optional<String> rate) {
        this.ffmpeg = ffmpeg;
        this.reader = reader;
        this.results = results;
        this.premultiplied = premultiplied;
        this.rate = rate.map(VideoRate::parse);
    }

    /**
     * Writes the videos of one matte; blocks until they are written.
     *
     * @param part the matte's name
     * @return the files, one per format
     * @throws IOException if a file can't be read or written, or frames differ in size
     */
    public List<Path> write(ShotFrames shot, ShotPictures pictures, String part, Set<VideoFormat> formats)
            throws IOException, InterruptedException {
        List<VideoWriter> writers = new ArrayList<>();
        try {
            Frame size = first(shot, pictures);
            if (size == null) {
                throw new VideoException("no frame can be read, so no video is written");
            }
            PlateMetadata metadata = size.metadata();
            VideoTiming timing = VideoTiming.of(shot, metadata, rate);
            VideoColour colour = VideoColour.of(shot.clip());
            for (VideoFormat format : formats) {
                writers.add(open(shot, part, format, size, timing, colour));
            }
            byte[] rgba = new byte[Math.multiplyExact(size.width() * size.height(), RGBA_BYTES)];
            TimedFrames timed = new TimedFrames(size.width(), size.height(), RGBA_TAG, rgba.length);
            if (timing.varies()) {
                write(writers, timed.head());
            }
            for (int i = 0; i < shot.frames().size(); i++) {
                fill(rgba, shot.frames().get(i), part, pictures, size, shot.clip() != null);
                if (timing.varies()) {
                    write(writers, timed.before(timing.nanos(i)));
                }
                write(writers, rgba);
            }
            List<Path> files = new ArrayList<>();
            for (VideoWriter writer : writers) {
                files.add(writer.finish());
            }
            return files;
        } finally {
            writers.forEach(VideoWriter::close);
        }
    }

    private static void write(List<VideoWriter> writers, byte[] bytes) throws IOException {
        for (VideoWriter writer : writers) {
            writer.write(bytes);
        }
    }

    private static Frame first(ShotFrames shot, ShotPictures pictures) throws IOException {
        for (ShotFrame frame : shot.frames()) {
            try {
                return pictures.read(frame);
            } catch (FrameRejectedException e) {
                continue; // shot.json says why
            }
        }
        return null;
    }

    private VideoWriter open(
            ShotFrames shot, String part, VideoFormat format, Frame size, VideoTiming timing, VideoColour colour)
            throws IOException {
        String association = premultiplied ? "premultiplied" : "straight";
        Path target = results.resolve(shot.folder())
                .resolve("steady")
                .resolve(format.word())
                .resolve(part + "." + association + "." + format.extension());
        List<String> input = timing.varies()
                ? List.of("-f", "matroska")
                : List.of(
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "rgba64le",
                        "-s",
                        size.width() + "x" + size.height(),
                        "-framerate",
                        timing.rate().toString());
        List<String> output = new ArrayList<>(format.arguments(timing, colour));
        if (timing.varies()) {
            output.addAll(0, ffmpeg.everyFrameOnce());
        }
        output.addAll(0, List.of("-metadata", "title=" + part, "-metadata", "comment=alpha: " + association));
        return VideoWriter.open(ffmpeg, input, output, target);
    }

    private void fill(byte[] rgba, ShotFrame frame, String part, ShotPictures pictures, Frame size, boolean own)
            throws IOException {
        Frame picture = picture(frame, pictures);
        if (picture == null) {
            Arrays.fill(rgba, (byte) 0);
            return;
        }
        if (picture.width() != size.width() || picture.height() != size.height()) {
            throw new VideoException(
                    frame.name() + " is " + picture.width() + "x" + picture.height() + " and the first frame is "
                            + size.width() + "x" + size.height() + ": a video's frames have one size");
        }
        Optional<PlatePixels> deep = own && picture.metadata().bits() > 8 ? picture.plate() : Optional.empty();
        PlatePixels matte = matte(frame, part, size);
        float[] colours = new float[4 * size.width()];
        float[] alphas = new float[4 * size.width()];
        byte[] bgr = picture.bgr();
        for (int y = 0, to = 0, from = 0; y < size.height(); y++) {
            if (matte != null) {
                matte.row(y, alphas);
            }
            if (deep.isPresent()) {
                deep.get().row(y, colours);
            }
            for (int x = 0; x < size.width(); x++, from += 3) {
                float alpha = alphas[4 * x];
                float gain = premultiplied ? alpha : 1;
                for (int c = 0; c < 3; c++, to += 2) {
                    float value = deep.isPresent() ? colours[4 * x + c] : (bgr[from + 2 - c] & 0xFF) / 255f;
                    put(rgba, to, value * gain);
                }
                put(rgba, to, alpha);
                to += 2;
            }
        }
    }

    private static void put(byte[] into, int at, float value) {
        int sample = Math.max(0, Math.min(65535, Math.round(value * 65535)));
        into[at] = (byte) sample;
        into[at + 1] = (byte) (sample >> 8);
    }

    private static Frame picture(ShotFrame frame, ShotPictures pictures) throws IOException {
        try {
            return pictures.read(frame);
        } catch (FrameRejectedException e) {
            return null; // shot.json says why; the video has a transparent frame there, so that frame numbers stay
            // right
        }
    }

    /** The frame's matte; null if it has none because nobody is in it or it could not be parsed. */
    private PlatePixels matte(ShotFrame frame, String part, Frame size) throws IOException {
        Path file = results.resolve(ResultKeys.of(frame.name()).key("steady/mattes/" + part, "png"));
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            Frame matte = reader.open(Files.readAllBytes(file), PlateOptions.DEFAULT.withPixels(true))
                    .decode(() -> {});
            if (matte.width() != size.width() || matte.height() != size.height()) {
                throw new VideoException(file + " has not the frame's size");
            }
            return matte.plate().orElseThrow();
        } catch (FrameRejectedException e) {
            throw new VideoException(file + " can't be read: " + e.getMessage());
        }
    }
}
