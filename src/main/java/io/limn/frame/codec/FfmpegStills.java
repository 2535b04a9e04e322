package io.limn.frame.codec;

import io.limn.frame.header.FrameFormat;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import io.limn.frame.header.HeifStructure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Pictures of HEVC or AV1 decoded by an installed ffmpeg. It gets the coded pictures alone, by its standard input, may open nothing else,
 * inherits no environment, and is ended with the call that waits for it.
 *
 * @param program by name or path
 */
public record FfmpegStills(String program) {
    private static final Set<String> KEPT =
            Set.of("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR");

    /** Takes decoded pictures in their order. */
    interface Taker {
        /** @param rgb three bytes a pixel; overwritten by the next one */
        void take(int picture, byte[] rgb);
    }

    void decode(byte[] stream, HeifStructure heif, Duration processorTime, Watch watch, Taker taker)
            throws IOException, FrameRejectedException {
        Process process = start(heif);
        ProcessGuard guard = new ProcessGuard(process, watch, processorTime, () -> tooCostly(heif, processorTime));
        try (InputStream pictures = process.getInputStream()) {
            DecoderFeed.start(process, stream);
            byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(heif.tileWidth(), heif.tileHeight()), 3)];
            for (int i = 0; i < heif.tiles().size(); i++) {
                if (pictures.readNBytes(rgb, 0, rgb.length) < rgb.length) {
                    guard.raise();
                    throw new IOException("ffmpeg can't decode its picture");
                }
                taker.take(i, rgb);
                watch.passed(heif.tileWidth() * heif.tileHeight());
            }
        } finally {
            ProcessGuard.end(process);
            guard.raise();
        }
    }

    private Process start(HeifStructure heif) throws FrameRejectedException {
        ProcessBuilder builder = new ProcessBuilder(command(heif)).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(KEPT);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new FrameRejectedException(
                    Reason.UNSUPPORTED,
                    "Reading " + heif.format() + " needs ffmpeg, and '" + program
                            + "' can't be started here: install it (Debian, Ubuntu: apt install ffmpeg; macOS: brew"
                            + " install ffmpeg), set limn.ffmpeg.path, or send the frame as JPEG or PNG.",
                    e);
        }
    }

    private List<String> command(HeifStructure heif) {
        long most = (heif.tileWidth() + 128L) * (heif.tileHeight() + 128L);
        List<String> command = new ArrayList<>(List.of(program, "-v", "quiet", "-nostdin", "-threads", "1"));
        command.addAll(List.of("-max_alloc", Long.toString(ProcessMemory.MOST)));
        command.addAll(List.of("-protocol_whitelist", "pipe", "-max_pixels", Long.toString(most)));
        command.addAll(List.of("-f", heif.format() == FrameFormat.AVIF ? "obu" : "hevc", "-i", "pipe:0"));
        command.addAll(List.of("-frames:v", Integer.toString(heif.tiles().size()), "-vf", scale(heif)));
        command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"));
        return command;
    }

    private static String scale(HeifStructure heif) {
        return "scale=" + heif.tileWidth() + ":" + heif.tileHeight()
                + ":flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp" + HeifColours.scale(heif);
    }

    private static FrameRejectedException tooCostly(HeifStructure heif, Duration processorTime) {
        return new FrameRejectedException(
                Reason.TOO_COSTLY,
                "Decoding the " + heif.format() + " of " + heif.width() + "x" + heif.height()
                        + " pixels took more than " + processorTime.toSeconds()
                        + " seconds or " + (ProcessMemory.MOST >> 20)
                        + " MiB of memory, far more than such pictures take.");
    }
}
