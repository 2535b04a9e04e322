package io.limn.video;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.text.Shown;
import io.limn.video.Clip.Colours;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a clip's properties and the timestamp of each frame with ffprobe; nothing is decoded. */
final class ClipProbe {
    /** Nearly three hours at 25 frames per second; bounds memory, since each frame is an object. */
    private static final int MOST_FRAMES = 250_000;

    /** The frames may be this many times as large as the file: more means that frames share bytes, which multiplies the work. */
    private static final int MOST_SHARED = 2;

    private static final int MOST_JSON = 8 << 20;
    /** Listing packets reads the whole file, so it may take this many timeouts. */
    private static final int TIMEOUTS_FOR_PACKETS = 30;

    private static final Pattern DEPTH = Pattern.compile("(?:p0?|gray|xyz|x2rgb|x2bgr)(\\d\\d)(?:le|be)$");
    private static final Pattern DEEP = Pattern.compile("(?:48|64|ya16|f32|f16)(?:le|be)$");

    private final Ffmpeg ffmpeg;

    ClipProbe(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /** @throws VideoException if the file is not a readable clip; the message says why */
    Clip probe(Path path) throws IOException, InterruptedException {
        JsonNode root = describe(path);
        JsonNode stream = picture(root, path);
        int index = stream.path("index").asInt();
        Fraction rate = Fraction.of(stream.path("avg_frame_rate").asText())
                .or(() -> Fraction.of(stream.path("r_frame_rate").asText()))
                .orElse(new Fraction(25, 1));
        Fraction timeBase = Fraction.of(stream.path("time_base").asText()).orElse(Fraction.ONE);
        Packets packets = packets(path, index);
        long[] pts = packets.times();
        boolean variable = isVariable(pts, timeBase);
        Fraction shown = variable
                ? rate
                : Fraction.of(stream.path("r_frame_rate").asText())
                        .filter(nominal -> Math.abs(nominal.value() / rate.value() - 1) < 0.01)
                        .orElse(rate);
        String format = stream.path("pix_fmt").asText();
        return new Clip(
                path,
                index,
                root.at("/format/format_name").asText().split(",")[0],
                stream.path("codec_name").asText("unknown"),
                format,
                stream.path("width").asInt(),
                stream.path("height").asInt(),
                bits(format, stream.path("bits_per_raw_sample").asInt(8)),
                shown,
                timeBase,
                pts,
                packets.count,
                variable,
                Fraction.of(stream.path("sample_aspect_ratio").asText()).orElse(Fraction.ONE),
                rotation(stream),
                List.of("tt", "bb", "tb", "bt")
                        .contains(stream.path("field_order").asText()),
                new Colours(
                        known(stream.path("color_primaries")),
                        known(stream.path("color_transfer")),
                        known(stream.path("color_space")),
                        known(stream.path("color_range"))),
                timecode(root).flatMap(text -> Timecode.of(text, shown)),
                audio(root));
    }

    private JsonNode describe(Path path) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ffmpeg.ffprobe(),
                "-hide_banner",
                "-loglevel",
                "error",
                "-show_streams",
                "-show_format",
                "-of",
                "json"));
        command.addAll(Ffmpeg.guarded(path));
        try (FfmpegProcess process = started(command)) {
            byte[] json = process.readAll(MOST_JSON);
            if (process.finish() != 0) {
                throw new VideoException("the clip " + Shown.of(path) + " can't be read" + process.said());
            }
            return JsonMapper.builder().build().readTree(json);
        }
    }

    private FfmpegProcess started(List<String> command) throws VideoException {
        try {
            return FfmpegProcess.start(command, ffmpeg.timeout(), false);
        } catch (IOException e) {
            throw new VideoException(Ffmpeg.missing(ffmpeg.ffprobe()), e);
        }
    }

    private static JsonNode picture(JsonNode root, Path path) throws VideoException {
        for (JsonNode stream : root.path("streams")) {
            if (stream.path("codec_type").asText().equals("video")
                    && stream.at("/disposition/attached_pic").asInt() == 0
                    && stream.path("width").asInt() > 0
                    && stream.path("height").asInt() > 0) {
                return stream;
            }
        }
        throw new VideoException("the clip " + Shown.of(path) + " has no picture");
    }

    /** The presentation timestamps of packets, in file order. */
    private static final class Packets {
        private long[] pts = new long[1024];
        private final long mostBytes;
        private long bytes;
        private int count;
        private boolean timed = true;

        Packets(long fileBytes) {
            mostBytes = MOST_SHARED * fileBytes;
        }

        void add(String line) throws VideoException {
            String[] fields = line.split(",", -1);
            bytes += fields.length < 3 || !fields[1].matches("\\d{1,10}") ? 0 : Long.parseLong(fields[1]);
            if (bytes > mostBytes) {
                throw new VideoException("the clip is damaged: its frames overlap in the file");
            }
            if (fields.length < 3 || fields[2].contains("D")) {
                return; // flagged to be discarded, e.g. before the start of an edit list: decoded but not shown
            }
            if (count == MOST_FRAMES) {
                throw new VideoException("the clip has more than " + MOST_FRAMES + " frames");
            }
            pts = count == pts.length ? Arrays.copyOf(pts, 2 * count) : pts;
            try {
                pts[count] = Long.parseLong(fields[0]);
            } catch (NumberFormatException e) {
                timed = false;
            }
            count++;
        }

        /** The timestamps, ascending; empty if one is missing or two are equal. */
        long[] times() {
            long[] sorted = Arrays.copyOf(pts, count);
            Arrays.sort(sorted);
            for (int i = 1; i < count && timed; i++) {
                timed = sorted[i] > sorted[i - 1];
            }
            return timed ? sorted : new long[0];
        }
    }

    private Packets packets(Path path, int stream) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ffmpeg.ffprobe(),
                "-hide_banner",
                "-loglevel",
                "error",
                "-select_streams",
                Integer.toString(stream),
                "-show_entries",
                "packet=pts,size,flags",
                "-of",
                "csv=p=0"));
        command.addAll(Ffmpeg.guarded(path));
        Packets packets = new Packets(Files.size(path));
        try (FfmpegProcess process = started(command);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.US_ASCII))) {
            process.deadline(ffmpeg.timeout().multipliedBy(TIMEOUTS_FOR_PACKETS));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                packets.add(line);
            }
            process.finish();
        }
        if (packets.count == 0) {
            throw new VideoException("the clip " + Shown.of(path) + " has no frames");
        }
        return packets;
    }

    /** Whether a frame's duration differs from the mean by more than two units of rounding and more than 2 %. */
    private static boolean isVariable(long[] pts, Fraction timeBase) {
        if (pts.length < 3) {
            return false;
        }
        double mean = (double) (pts[pts.length - 1] - pts[0]) / (pts.length - 1);
        for (int i = 1; i < pts.length; i++) {
            double off = Math.abs(pts[i] - pts[i - 1] - mean);
            if (off > 2 && off > mean / 50) {
                return true;
            }
        }
        return false;
    }

    static int bits(String pixelFormat, int raw) {
        Matcher depth = DEPTH.matcher(pixelFormat);
        if (depth.find()) {
            return Integer.parseInt(depth.group(1));
        }
        return DEEP.matcher(pixelFormat).find() ? 16 : Math.max(8, Math.min(16, raw));
    }

    private static int rotation(JsonNode stream) {
        for (JsonNode data : stream.path("side_data_list")) {
            if (data.has("rotation")) {
                return Math.floorMod(
                        -90 * (int) Math.round(data.path("rotation").asDouble() / 90), 360);
            }
        }
        return Math.floorMod(90 * (int) Math.round(stream.at("/tags/rotate").asDouble() / 90), 360);
    }

    private static String known(JsonNode word) {
        String text = word.asText();
        return List.of("unknown", "reserved", "N/A").contains(text) ? "" : text;
    }

    private static Optional<String> timecode(JsonNode root) {
        List<JsonNode> tags = new ArrayList<>();
        root.path("streams").forEach(stream -> tags.add(stream.path("tags")));
        tags.add(root.at("/format/tags"));
        for (JsonNode tag : tags) {
            for (String name : List.of("timecode", "TIMECODE")) {
                if (tag.has(name)) {
                    return Optional.of(tag.path(name).asText());
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> audio(JsonNode root) {
        List<String> codecs = new ArrayList<>();
        root.path("streams").forEach(stream -> {
            if (stream.path("codec_type").asText().equals("audio")) {
                codecs.add(stream.path("codec_name").asText("unknown"));
            }
        });
        return codecs;
    }
}
