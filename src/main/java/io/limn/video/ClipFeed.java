package io.limn.video;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ffmpeg process that decodes a clip into raw frames on its standard output. Each is matched to a frame of the clip by the timestamp
 * that ffmpeg prints for it, so that frames that can't be decoded don't shift the others.
 */
final class ClipFeed implements AutoCloseable {
    private static final Pattern SHOWN = Pattern.compile("\\bn: *\\d+ pts: *(-?\\d+|NOPTS) ");
    private static final Pattern BASE = Pattern.compile("config in time_base: (\\d+)/(\\d+)");
    private static final int MOST_THREADS = 4;
    /** A lower bound for the limit on pixels: decoders pad frames, which counts towards it. */
    private static final long LEAST_PIXELS = 1 << 20;

    private static final long MESSAGE_MILLIS = 2000;

    /** Extra time allowed for each frame that is decoded only to reach a later one. */
    private static final Duration SKIPPED_FRAME = Duration.ofMillis(200);

    /**
     * A decoded frame.
     *
     * @param place its index in the clip
     * @param bytes interleaved samples, BGR with 8 bits or RGB with 16; overwritten by the next frame
     */
    record Raw(int place, byte[] bytes) {}

    private final Clip clip;
    private final byte[] bytes;
    private final LinkedBlockingQueue<Double> times = new LinkedBlockingQueue<>();
    private FfmpegProcess process;
    private volatile double unit;
    private int last;
    private boolean first = true;

    private ClipFeed(Clip clip, int from, int sampleBytes) {
        this.clip = clip;
        bytes = new byte
                [Math.multiplyExact(Math.multiplyExact(clip.shownWidth(), clip.shownHeight()), 3 * sampleBytes)];
        last = from - 1;
        unit = clip.timeBase().value();
    }

    static ClipFeed from(Ffmpeg ffmpeg, Clip clip, int from, int sampleBytes) throws IOException {
        ClipFeed feed = new ClipFeed(clip, from, sampleBytes);
        feed.process = FfmpegProcess.start(
                ffmpeg.command(arguments(ffmpeg, clip, from, sampleBytes)), ffmpeg.timeout(), false, feed::hear);
        return feed;
    }

    private static List<String> arguments(Ffmpeg ffmpeg, Clip clip, int from, int sampleBytes) {
        List<String> arguments = new ArrayList<>(List.of(
                "-loglevel",
                "info",
                "-noautorotate",
                "-copyts",
                "-threads",
                Integer.toString(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors())),
                "-max_pixels",
                Long.toString(Math.max(LEAST_PIXELS, 4L * clip.width() * clip.height()))));
        arguments.addAll(Ffmpeg.guarded(clip.path()));
        arguments.addAll(List.of("-map", "0:" + clip.stream(), "-an", "-sn", "-dn"));
        arguments.addAll(ffmpeg.everyFrameOnce());
        arguments.addAll(List.of(
                "-vf",
                filters(clip, from, sampleBytes),
                "-f",
                "rawvideo",
                "-pix_fmt",
                sampleBytes == 1 ? "bgr24" : "rgb48le",
                "pipe:1"));
        return arguments;
    }

    private static String filters(Clip clip, int from, int sampleBytes) {
        String skip = from == 0
                ? ""
                : clip.timed() ? "select=gte(pts\\," + clip.pts()[from] + ")," : "select=gte(n\\," + from + "),";
        String turn =
                switch (clip.rotation()) {
                    case 90 -> ",transpose=clock";
                    case 180 -> ",hflip,vflip";
                    case 270 -> ",transpose=cclock";
                    default -> "";
                };
        return skip + "showinfo=checksum=0,scale=" + clip.width() + ":" + clip.height() + ":in_color_matrix="
                + clip.matrix() + ":flags=bicubic+accurate_rnd+full_chroma_int,format="
                + (sampleBytes == 1 ? "bgr24" : "rgb48le") + turn;
    }

    private void hear(String line) {
        Matcher base = BASE.matcher(line);
        if (base.find()) {
            unit = Double.parseDouble(base.group(1)) / Double.parseDouble(base.group(2));
        }
        Matcher shown = SHOWN.matcher(line);
        if (shown.find()) {
            times.add(shown.group(1).equals("NOPTS") ? Double.NaN : Long.parseLong(shown.group(1)) * unit);
        }
    }

    /**
     * The next frame that can be decoded; null after the last.
     *
     * @throws VideoException if ffmpeg fails or times out
     */
    Raw next() throws IOException {
        // The frames before the first one are decoded too, and discarded.
        int read = process.read(bytes, first ? SKIPPED_FRAME.multipliedBy(last + 1L) : Duration.ZERO);
        first = false;
        if (read < bytes.length) {
            return ended(read);
        }
        Double time;
        try {
            time = times.poll(MESSAGE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        int place = clip.timed() && time != null && !time.isNaN() ? place(time) : last + 1;
        last = Math.max(last + 1, place);
        return new Raw(last, bytes);
    }

    private Raw ended(int read) throws IOException {
        int code;
        try {
            code = process.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        boolean killed = code > 128; // by a signal, so a retry may succeed
        if (killed || read > 0 || last < 0 && code != 0) {
            throw new VideoException("ffmpeg ended with code " + code + process.said());
        }
        return null;
    }

    /** The index of the frame whose timestamp is nearest. */
    private int place(double seconds) {
        long wanted = Math.round(seconds / clip.timeBase().value());
        int found = Arrays.binarySearch(clip.pts(), wanted);
        if (found >= 0) {
            return found;
        }
        int after = Math.min(-found - 1, clip.count() - 1);
        int before = Math.max(0, after - 1);
        return wanted - clip.pts()[before] < clip.pts()[after] - wanted ? before : after;
    }

    @Override
    public void close() {
        process.close();
    }
}
