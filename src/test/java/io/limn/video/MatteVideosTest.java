package io.limn.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.shot.FlaggedFrame;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotPictures;
import io.limn.shot.ShotSummary;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos of mattes, decoded again by ffmpeg and compared with what went in, frame by frame. */
class MatteVideosTest {
    private static final int WIDTH = 97;
    private static final int HEIGHT = 55;
    private static final int FRAMES = 6;

    @TempDir
    private static Path temp;

    private static final FrameReader READER = new FrameReader(new FrameLimits(64 << 20, 100_000_000));
    private static ClipShot clip;
    private static List<Path> files;

    @BeforeAll
    static void write() throws Exception {
        Films.installed();
        Path film = Films.make(
                temp.resolve("sh010.mov"),
                Films.COUNTING.replace("r=24", "r=24000/1001") + " " + FRAMES + " -vf scale=" + WIDTH + ":" + HEIGHT
                        + " -c:v prores_ks -pix_fmt yuv444p10le -timecode 00:00:41:17");
        clip = Films.open(film);
        for (int i = 0; i < FRAMES; i++) {
            if (i != 4) { // nobody is in this frame
                Path file = temp.resolve("sh010_mov/steady/mattes/left-arm/sh010." + (1001 + i) + ".png");
                Files.createDirectories(file.getParent());
                Files.write(file, png(i));
            }
        }
        files = videos(false, EnumSet.allOf(VideoFormat.class));
    }

    private static List<Path> videos(boolean premultiplied, EnumSet<VideoFormat> formats) throws Exception {
        try (ShotPictures pictures = clip.pictures(true)) {
            return new MatteVideos(Films.installed(), READER, temp, premultiplied, Optional.empty())
                    .write(clip.frames(), pictures, "left-arm", formats);
        }
    }

    /** A soft ramp that moves with the frame. */
    private static int matte(int frame, int x, int y) {
        return frame == 4 ? 0 : Math.max(0, Math.min(65535, (x - 10 * frame) * 1311 + y * 97));
    }

    private static byte[] png(int frame) throws IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(rows))) {
            for (int y = 0; y < HEIGHT; y++) {
                out.writeByte(0);
                for (int x = 0; x < WIDTH; x++) {
                    out.writeShort(matte(frame, x, y));
                }
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.writeLong(0x89504E470D0A1A0AL);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(WIDTH)
                        .putInt(HEIGHT)
                        .put((byte) 16)
                        .array());
        chunk(out, "IDAT", rows.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        out.writeInt(data.length);
        out.writeBytes(type);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    private static Path file(VideoFormat format) {
        return files.stream()
                .filter(path -> path.toString().contains("/" + format.word() + "/"))
                .findFirst()
                .orElseThrow();
    }

    /** All frames as 16-bit RGBA. */
    private static ShortBuffer decoded(Path video, String... decoder) throws Exception {
        Path raw = temp.resolve("decoded.raw");
        String before = String.join(" ", decoder);
        Films.make(
                raw,
                (before + " -i").strip(),
                video.toString(),
                "-fps_mode",
                "passthrough",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "rgba64le");
        return ByteBuffer.wrap(Files.readAllBytes(raw))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
    }

    private static int worstAlpha(ShortBuffer pixels) {
        assertThat(pixels.remaining()).as("frames").isEqualTo(FRAMES * WIDTH * HEIGHT * 4);
        int worst = 0;
        for (int i = 0; i < FRAMES; i++) {
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int alpha = pixels.get(((i * HEIGHT + y) * WIDTH + x) * 4 + 3) & 0xFFFF;
                    worst = Math.max(worst, Math.abs(alpha - matte(i, x, y)));
                }
            }
        }
        return worst;
    }

    @Test
    void proresHasTheMattesAlphaToTenBits() throws Exception {
        assertThat(file(VideoFormat.PRORES)).hasFileName("left-arm.straight.mov");
        assertThat(worstAlpha(decoded(file(VideoFormat.PRORES)))).isLessThan(65535 / 1023 + 32);
    }

    @Test
    void ffv1HasTheMatteExactly() throws Exception {
        assertThat(worstAlpha(decoded(file(VideoFormat.FFV1)))).isZero();
    }

    @Test
    void vp9HasAlphaForTheWeb() throws Exception {
        ShortBuffer pixels = decoded(file(VideoFormat.VP9), "-c:v", "libvpx-vp9");
        assertThat(worstAlpha(pixels)).isLessThan(65535 * 12 / 255);
    }

    /** When frames are shown, in seconds after the first. */
    private static List<Double> times(ClipShot shot) {
        double base = Fraction.of(shot.frames().clip().timeBase()).orElseThrow().value();
        List<ShotFrame> frames = shot.frames().frames();
        return frames.stream()
                .map(frame -> (frame.pts() - frames.get(0).pts()) * base)
                .toList();
    }

    @Test
    void videosOfAClipOfVariableRateShowEachFrameWhenTheClipDoes() throws Exception {
        ClipShot uneven = Films.open(Films.make(
                temp.resolve("uneven.mov"),
                Films.COUNTING + " " + FRAMES + " -vf setpts=N*(N+3)/(96*TB)"
                        + " -fps_mode passthrough -c:v prores_ks -pix_fmt yuv444p10le -video_track_timescale 9600"));
        assertThat(uneven.frames().clip().variableRate()).isTrue();
        assertThat(times(uneven)).last(DOUBLE).isCloseTo(40 / 96.0, within(1e-3));
        List<Path> videos;
        try (ShotPictures pictures = uneven.pictures(true)) {
            videos = new MatteVideos(Films.installed(), READER, temp, false, Optional.empty())
                    .write(uneven.frames(), pictures, "left-arm", EnumSet.allOf(VideoFormat.class));
        }
        assertThat(videos).hasSize(3);
        for (Path video : videos) {
            List<Double> shown = times(Films.open(video));
            double exact = video.toString().endsWith(".mov") ? 1e-6 : 1.01e-3;
            assertThat(shown).as(video.toString()).hasSize(FRAMES);
            for (int i = 0; i < FRAMES; i++) {
                assertThat(shown.get(i))
                        .as(video + " " + i)
                        .isCloseTo(times(uneven).get(i), within(exact));
            }
        }
    }

    @Test
    void videosKeepRateNumbersTimeCodeAndSaysWhatAlphaIs() throws Exception {
        ClipShot again = Films.open(file(VideoFormat.PRORES));
        assertThat(again.frames().clip().rate()).isEqualTo("24000/1001");
        assertThat(again.frames().clip().colour()).startsWith("bt709 bt709 bt709");
        assertThat(again.frames().clip().timecode()).isEqualTo("00:00:41:17");
        assertThat(again.frames().frames()).hasSize(FRAMES);
        assertThat(again.frames().frames().get(0).number()).hasValue(1001);
        for (VideoFormat format : List.of(VideoFormat.FFV1, VideoFormat.VP9)) {
            ClipShot other = Films.open(file(format));
            assertThat(other.frames().clip().timecode()).isEqualTo("00:00:41:17");
            assertThat(other.frames().frames()).hasSize(FRAMES);
        }
        String bytes = new String(Files.readAllBytes(file(VideoFormat.PRORES)), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("alpha: straight");
    }

    @Test
    void premultipliedColoursAreMultipliedAndStraightOnesAreTheClips() throws Exception {
        ShortBuffer straight = decoded(file(VideoFormat.FFV1));
        Path file = videos(true, EnumSet.of(VideoFormat.FFV1)).get(0);
        assertThat(file).hasFileName("left-arm.premultiplied.mkv");
        ShortBuffer premultiplied = decoded(file);
        for (int x = 5; x < WIDTH; x += 7) {
            int at = ((2 * HEIGHT + 20) * WIDTH + x) * 4;
            double alpha = (straight.get(at + 3) & 0xFFFF) / 65535.0;
            assertThat((double) (premultiplied.get(at) & 0xFFFF))
                    .isCloseTo((straight.get(at) & 0xFFFF) * alpha, org.assertj.core.data.Offset.offset(2.0));
        }
        assertThat(straight.get((20 * WIDTH + 10) * 4) & 0xFFFF).isGreaterThan(50_000);
    }

    @Test
    void aPreviewAndAContactSheetShowTheOverlays() throws Exception {
        for (int i = 0; i < FRAMES; i++) {
            Path overlay = temp.resolve("sh010_mov/steady/overlay/sh010." + (1001 + i) + ".jpg");
            Files.createDirectories(overlay.getParent());
            if (i != 3) {
                Films.make(overlay, "-f lavfi -i color=red:s=96x54 -frames:v 1");
            }
        }
        Path preview = new Preview(Films.installed(), READER, temp, Optional.empty()).write(clip.frames());
        assertThat(Films.open(preview).frames().frames()).hasSize(FRAMES);
        assertThat(Films.open(preview).frames().clip().codec()).isIn("h264", "mpeg4");

        ShotSummary summary = new ShotSummary(
                null,
                null,
                List.of(),
                FRAMES,
                0,
                List.of(),
                List.of(),
                List.of(new FlaggedFrame(1003L, "sh010.1003.mov", 1, "why")));
        Path sheet = new ContactSheet(READER, temp).write(clip.frames(), summary);
        assertThat(READER.read(Files.readAllBytes(sheet)).width()).isEqualTo(4 * 408 + 8);
    }
}
