package io.limn.video;

import io.limn.frame.codec.ProcessMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installed ffmpeg with its ffprobe.
 *
 * @param ffmpeg the program, by name or path
 * @param ffprobe the program, by name or path
 * @param timeout how long to wait for output from either, or for ffmpeg to accept input
 * @param major major version; builds without a version number count as new
 * @param minor minor version
 */
public record Ffmpeg(String ffmpeg, String ffprobe, Duration timeout, int major, int minor) {
    private static final Pattern VERSION = Pattern.compile("^ffmpeg version \\D{0,2}(\\d+)\\.(\\d+)");
    private static final int OLDEST = 5;
    private static final int UNNUMBERED = 99;

    /**
     * Asks the program for its version.
     *
     * @throws VideoException if it is missing or too old; the message says how to install it
     */
    public static Ffmpeg of(FfmpegConfig config) throws VideoException, InterruptedException {
        String program = config.path().strip();
        String first;
        try (FfmpegProcess process = FfmpegProcess.start(List.of(program, "-version"), config.timeout(), false)) {
            first = new String(process.readAll(1 << 16), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new VideoException(missing(program), e);
        }
        Matcher version = VERSION.matcher(first);
        if (!first.startsWith("ffmpeg version")) {
            throw new VideoException(missing(program));
        }
        int major = version.find() ? Integer.parseInt(version.group(1)) : UNNUMBERED;
        int minor = major == UNNUMBERED ? 0 : Integer.parseInt(version.group(2));
        if (major < OLDEST) {
            throw new VideoException("ffmpeg " + major + "." + minor + " is too old for clips: version " + OLDEST
                    + " or later is needed (limn.ffmpeg.path)");
        }
        return new Ffmpeg(program, beside(program), config.timeout(), major, minor);
    }

    /** The message for a missing program, with the ways to install it. */
    static String missing(String program) {
        return "clips need ffmpeg, and '" + program
                + "' can't be started: install it (Debian, Ubuntu: apt install ffmpeg;"
                + " Fedora: dnf install ffmpeg-free; macOS: brew install ffmpeg; Windows: winget install ffmpeg),"
                + " or set limn.ffmpeg.path";
    }

    private static String beside(String program) {
        Path path = Path.of(program);
        String name = path.getFileName().toString();
        String probe = name.contains("ffmpeg") ? name.replace("ffmpeg", "ffprobe") : "ffprobe";
        return path.getParent() == null ? probe : path.resolveSibling(probe).toString();
    }

    /** The option to output every frame exactly once, without duplicating or dropping frames for a constant rate. */
    List<String> everyFrameOnce() {
        return major > OLDEST || minor >= 1 ? List.of("-fps_mode", "passthrough") : List.of("-vsync", "passthrough");
    }

    /** The input options for an untrusted clip: no other files or addresses, bounded probing, bounded allocations. */
    static List<String> guarded(Path clip) {
        return List.of(
                "-max_alloc",
                Long.toString(ProcessMemory.MOST / 2),
                "-protocol_whitelist",
                "file,pipe",
                "-format_whitelist",
                "mov,matroska,avi,mxf,mpegts,mpeg,mpegvideo,flv,ogg,asf",
                "-probesize",
                "32M",
                "-analyzeduration",
                "10M",
                "-i",
                "file:" + clip.toAbsolutePath());
    }

    /** The full command line, starting with the program. */
    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(ffmpeg);
        command.addAll(List.of("-hide_banner", "-nostdin", "-nostats", "-y"));
        command.addAll(arguments);
        return command;
    }
}
