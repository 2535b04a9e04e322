package io.limn.cli;

import io.limn.frame.FrameReader;
import io.limn.frame.plate.PlateOptions;
import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.shot.FilePictures;
import io.limn.shot.ShotFrames;
import io.limn.shot.ShotPictures;
import io.limn.shot.ShotSummary;
import io.limn.text.Shown;
import io.limn.video.ClipShot;
import io.limn.video.ContactSheet;
import io.limn.video.Ffmpeg;
import io.limn.video.FfmpegConfig;
import io.limn.video.MatteVideos;
import io.limn.video.Preview;
import io.limn.video.VideoException;
import io.limn.video.VideoFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options for what {@code limn shot} writes after a finished pass besides its sequences: videos, a preview, a contact sheet. */
final class VideoArguments {
    private static final List<String> EVERYBODY = List.of("person");

    /** The formats' names, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return VideoFormat.words().iterator();
        }
    }

    @Option(
            names = "--video",
            split = ",",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Also write the mattes as videos with alpha: ${COMPLETION-CANDIDATES}.")
    private List<String> videos = List.of();

    @Option(names = "--preview", description = "Also write preview.mp4, the steady overlays.")
    private boolean preview;

    @Option(
            names = "--contact-sheet",
            description = "Also write contact-sheet.jpg: the frames to look at first, and some spread over the shot.")
    private boolean sheet;

    @Option(
            names = "--rate",
            paramLabel = "FPS",
            description = "Frames per second of videos; by default the source's, or 24.")
    private String rate;

    /** @throws IllegalArgumentException if a format is unknown */
    Set<VideoFormat> formats() {
        Set<VideoFormat> formats = EnumSet.noneOf(VideoFormat.class);
        for (String word : videos) {
            formats.add(VideoFormat.byWord(word.strip())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--video " + word + " is not known; use " + String.join(", ", VideoFormat.words()))));
        }
        return formats;
    }

    /** Adds the outputs that the videos, preview and contact sheet are made from. */
    Set<Output> outputs(Set<Output> asked) {
        Set<Output> outputs = EnumSet.copyOf(asked);
        if (!videos.isEmpty()) {
            outputs.add(Output.MATTES);
        }
        if (preview || sheet) {
            outputs.add(Output.OVERLAY);
        }
        return outputs;
    }

    boolean needFfmpeg() {
        return preview || !videos.isEmpty();
    }

    /**
     * Writes them all. Blocks until done.
     *
     * @param clip null if the frames are files
     */
    void write(
            FfmpegConfig config,
            FrameReader reader,
            ShotFrames shot,
            ClipShot clip,
            ShotSummary summary,
            Path out,
            RenderOptions options,
            ReadOptions reading)
            throws IOException, InterruptedException {
        if (sheet) {
            printWritten(new ContactSheet(reader, out).write(shot, summary));
        }
        if (!needFfmpeg()) {
            return;
        }
        Ffmpeg ffmpeg = Ffmpeg.of(config);
        if (preview) {
            printWritten(new Preview(ffmpeg, reader, out, Optional.ofNullable(rate)).write(shot));
        }
        Set<VideoFormat> formats = formats();
        if (formats.isEmpty()) {
            return;
        }
        MatteVideos matteVideos =
                new MatteVideos(ffmpeg, reader, out, options.premultiplied(), Optional.ofNullable(rate));
        for (String part : options.parts().isEmpty() ? EVERYBODY : options.parts()) {
            try (ShotPictures pictures =
                    clip == null ? new FilePictures(reader, new PlateOptions(reading, true)) : clip.pictures(true)) {
                matteVideos.write(shot, pictures, part, formats).forEach(VideoArguments::printWritten);
            }
        }
    }

    /**
     * Checks the formats and ffmpeg before a long pass instead of after it.
     *
     * @throws IllegalArgumentException if a format is unknown
     * @throws VideoException if ffmpeg is needed and missing
     */
    void check(FfmpegConfig config) throws VideoException, InterruptedException {
        formats();
        if (needFfmpeg()) {
            Ffmpeg.of(config);
        }
    }

    private static void printWritten(Path file) {
        System.err.println("Wrote " + Shown.of(file));
    }
}
