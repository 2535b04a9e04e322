package io.limn.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The video formats that mattes can be written in: the picture with the matte as its alpha. */
public enum VideoFormat {
    /** Apple ProRes 4444: 10 bits of colour and alpha, alpha stored as 16 bits. */
    PRORES(
            "mov",
            "mov",
            "yuva444p10le",
            List.of("-c:v", "prores_ks", "-profile:v", "4444", "-alpha_bits", "16", "-vendor", "apl0")),
    /** VP9 in WebM for browsers: 8 bits. */
    VP9(
            "webm",
            "webm",
            "yuva420p",
            List.of(
                    "-c:v",
                    "libvpx-vp9",
                    "-auto-alt-ref",
                    "0",
                    "-b:v",
                    "0",
                    "-crf",
                    "18",
                    "-deadline",
                    "good",
                    "-cpu-used",
                    "4",
                    "-row-mt",
                    "1")),
    /** FFV1 in Matroska: lossless, 16 bits. */
    FFV1("mkv", "matroska", "gbrap16le", List.of("-c:v", "ffv1", "-level", "3", "-slices", "4", "-slicecrc", "1"));

    private final String extension;
    private final String muxer;
    private final String pixels;
    private final List<String> coding;

    VideoFormat(String extension, String muxer, String pixels, List<String> coding) {
        this.extension = extension;
        this.muxer = muxer;
        this.pixels = pixels;
        this.coding = coding;
    }

    /** Its name in options and folders. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String extension() {
        return extension;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(VideoFormat::word).toList();
    }

    public static Optional<VideoFormat> byWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /** The option for timestamps in the source's units; Matroska and WebM round them to milliseconds. */
    private List<String> clock(Fraction base) {
        List<String> clock = new ArrayList<>(List.of("-enc_time_base", base.numerator() + ":" + base.denominator()));
        if (this == PRORES && base.numerator() == 1) {
            clock.addAll(List.of("-video_track_timescale", Long.toString(base.denominator())));
        }
        return clock;
    }

    /** ffmpeg's arguments from the filter to the container. */
    List<String> arguments(VideoTiming timing, VideoColour colour) {
        List<String> arguments = new ArrayList<>();
        String matrix = this == FFV1
                ? ""
                : "scale=out_color_matrix=" + colour.matrix()
                        + ":out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int,";
        arguments.addAll(List.of(
                "-vf",
                matrix + "format=" + pixels + ",setsar=" + timing.pixelAspect().numerator() + "/"
                        + timing.pixelAspect().denominator() + "," + colour.filter(this != FFV1)));
        arguments.addAll(coding);
        arguments.addAll(colour.tags(this != FFV1));
        if (timing.varies()) {
            arguments.addAll(clock(timing.timeBase()));
        }
        if (this == PRORES) {
            arguments.addAll(List.of("-movflags", "write_colr", "-timecode", timing.timecode()));
        } else {
            arguments.addAll(List.of("-metadata", "timecode=" + timing.timecode()));
        }
        arguments.addAll(List.of("-f", muxer));
        return arguments;
    }
}
