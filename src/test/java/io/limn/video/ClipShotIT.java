package io.limn.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.Frame;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.ReadOptions;
import io.limn.shot.ShotClip;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("process")
class ClipShotIT {
    @TempDir
    private static Path temp;

    @BeforeAll
    static void ffmpegIsThere() throws InterruptedException {
        Films.installed();
    }

    /** Grey of the right half, in limited range: what luma 10 n + 20 is as sRGB. */
    private static int grey(int n) {
        return (int) Math.round((10 * n + 20 - 16) * 255 / 219.0);
    }

    private static int right(Frame frame) {
        return frame.bgr()[(frame.height() / 2 * frame.width() + frame.width() * 3 / 4) * 3 + 1] & 0xFF;
    }

    private static int left(Frame frame) {
        return frame.bgr()[(frame.height() / 2 * frame.width() + frame.width() / 4) * 3 + 1] & 0xFF;
    }

    @ParameterizedTest
    @CsvSource({
        "a.mp4, -c:v libx264 -pix_fmt yuv420p -bf 2 -crf 10, 8",
        "a.mkv, -c:v ffv1 -pix_fmt yuv420p, 8",
        "a.webm, -c:v libvpx-vp9 -crf 10 -b:v 0 -pix_fmt yuv420p, 8",
        "b.mov, -c:v prores_ks -profile:v hq -pix_fmt yuv422p10le, 10",
        "d.mov, -c:v dnxhd -profile:v dnxhr_hqx -pix_fmt yuv422p10le -s 256x144, 10",
        "c.mkv, -c:v ffv1 -pix_fmt yuv444p12le, 12",
        "a.avi, -c:v mpeg4 -q:v 2, 8",
        "m.mxf, -c:v mpeg2video -q:v 1 -intra_vlc 1 -s 720x576 -r 25, 8",
    })
    void everyFrameOfAClipIsReadOnceInOrder(String name, String coding, int bits) throws Exception {
        Path clip = Films.make(temp.resolve(name), Films.COUNTING + " 12 " + coding);
        ClipShot shot = Films.open(clip);
        assertThat(shot.frames().frames()).hasSize(12);
        assertThat(shot.frames().clip().bits()).isEqualTo(bits);
        try (ShotPictures pictures = shot.pictures(false)) {
            for (int i = 0; i < 12; i++) {
                Frame frame = pictures.read(shot.frames().frames().get(i));
                int source = name.endsWith("mxf") ? Math.min(11, (int) Math.round(i * 24 / 25.0)) : i;
                assertThat(right(frame)).as("frame %d", i).isBetween(grey(source) - 12, grey(source) + 12);
            }
        }
    }

    @Test
    void aPassResumesAtAnyFrame() throws Exception {
        Path clip = Films.make(temp.resolve("go.mp4"), Films.COUNTING + " 20 -c:v libx264 -crf 10 -g 8 -bf 2");
        ClipShot shot = Films.open(clip);
        List<ShotFrame> frames = shot.frames().frames();
        for (int from : new int[] {0, 7, 13, 19}) {
            try (ShotPictures pictures = shot.pictures(false)) {
                Frame again = pictures.read(frames.get(from));
                assertThat(right(again)).isBetween(grey(from) - 4, grey(from) + 4);
                assertThat(right(pictures.read(frames.get(from)))).isEqualTo(right(again));
            }
        }
    }

    @Test
    void framesAreNamedByTheTimeCode() throws Exception {
        Path clip = Films.make(
                temp.resolve("tc.mov"), Films.COUNTING + " 3 -c:v prores_ks -timecode 00:00:41:17 -metadata:s:v a=b");
        ClipShot shot = Films.open(clip);
        assertThat(shot.frames().frames())
                .extracting(ShotFrame::name)
                .containsExactly("tc.1001.mov", "tc.1002.mov", "tc.1003.mov");
        assertThat(shot.frames().folder()).isEqualTo("tc_mov");
        assertThat(shot.frames().clip().timecode()).isEqualTo("00:00:41:17");
        assertThat(shot.frames().clip().rate()).isEqualTo("24/1");
        ClipShot numbered = ClipShot.open(
                Films.installed(), clip, "x/tc.mov", OptionalLong.of(5), Films.limits(), ReadOptions.DEFAULT);
        assertThat(numbered.frames().frames().get(0).name()).isEqualTo("x/tc.0005.mov");
    }

    @Test
    void framesAreUprightWhateverTheRotation() throws Exception {
        Path lying = Films.make(temp.resolve("lying.mp4"), Films.COUNTING + " 2 -c:v libx264 -crf 10");
        Path turned = Films.make(
                temp.resolve("turned.mp4"), "-i", lying.toString(), "-c", "copy", "-metadata:s:v", "rotate=90");
        ClipShot shot = Films.open(turned);
        assertThat(shot.frames().clip().rotation()).isIn(90, 270);
        try (ShotPictures pictures = shot.pictures(false)) {
            Frame frame = pictures.read(shot.frames().frames().get(0));
            assertThat(frame.width()).isEqualTo(36);
            assertThat(frame.height()).isEqualTo(64);
            Path judge = Films.make(temp.resolve("turned.ppm"), "-i", turned.toString(), "-frames:v", "1");
            byte[] ppm = Files.readAllBytes(judge);
            int top = ppm[ppm.length - 36 * 64 * 3 + (8 * 36 + 18) * 3] & 0xFF;
            assertThat(frame.bgr()[(8 * 36 + 18) * 3] & 0xFF).isBetween(top - 4, top + 4);
        }
    }

    @Test
    void aVariableRateGivesEveryFrameOnceWithItsTime() throws Exception {
        Path clip = Films.make(
                temp.resolve("vfr.mp4"),
                Films.COUNTING + " 18 -vsync passthrough -vf",
                "select=not(eq(mod(n\\,4)\\,3))",
                "-c:v",
                "libx264",
                "-crf",
                "10");
        ClipShot shot = Films.open(clip);
        assertThat(shot.frames().frames()).hasSize(18);
        assertThat(shot.frames().clip().variableRate()).isTrue();
        long unit = shot.frames().frames().get(1).pts();
        assertThat(shot.frames().frames().get(3).pts()).isEqualTo(4 * unit);
        try (ShotPictures pictures = shot.pictures(false)) {
            int seen = right(pictures.read(shot.frames().frames().get(3)));
            assertThat(seen).isBetween(grey(4) - 4, grey(4) + 4);
        }
    }

    @Test
    void anamorphicOddSizedInterlacedAndHdrClipsSayWhatTheyAre() throws Exception {
        ShotClip anamorphic = Films.open(
                        Films.make(temp.resolve("odd.mkv"), Films.COUNTING + " 2 -vf scale=97:55,setsar=2/1 -c:v ffv1"))
                .frames()
                .clip();
        assertThat(anamorphic.pixelAspect()).isEqualTo("2/1");
        assertThat(anamorphic.width()).isEqualTo(97);
        assertThat(anamorphic.height()).isEqualTo(55);

        ShotClip interlaced = Films.open(Films.make(
                        temp.resolve("fields.mov"),
                        Films.COUNTING + " 4 -vf interlace -c:v prores_ks -flags +ildct -top 1"))
                .frames()
                .clip();
        assertThat(interlaced.interlaced()).isTrue();
        assertThat(interlaced.notes()).anyMatch(note -> note.contains("interlaced"));

        Path pq = Films.make(
                temp.resolve("pq.mov"),
                Films.COUNTING + " 2 -vf setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc"
                        + " -c:v prores_ks -pix_fmt yuv422p10le");
        ClipShot hdr = Films.open(pq);
        assertThat(hdr.frames().clip().colourSpace()).isEqualTo("rec2100-pq");
        try (ShotPictures pictures = hdr.pictures(true)) {
            Frame frame = pictures.read(hdr.frames().frames().get(0));
            assertThat(frame.plate()).isPresent();
            float[] row = new float[4 * 64];
            frame.plate().get().row(18, row);
            assertThat(row[4 * 16]).isBetween(0.9f, 0.96f);
            // luma 220 of PQ are 5000 cd/m²: nearly white, not cut off
            assertThat(left(frame)).isBetween(245, 254);
        }
    }

    @Test
    void aTruncatedClipGivesTheFramesItHas() throws Exception {
        Path whole =
                Films.make(temp.resolve("whole.mkv"), Films.COUNTING + " 20 -c:v ffv1 -g 1 -cluster_time_limit 100");
        byte[] bytes = Files.readAllBytes(whole);
        byte[] damaged = bytes.clone();
        for (int i = bytes.length / 2; i < bytes.length / 2 + bytes.length / 10; i++) {
            damaged[i] = 0;
        }
        ClipShot shot = Films.open(Files.write(temp.resolve("damaged.mkv"), damaged));
        int good = 0;
        try (ShotPictures pictures = shot.pictures(false)) {
            for (ShotFrame frame : shot.frames().frames()) {
                int number = (int) frame.number().getAsLong() - 1;
                try {
                    int seen = right(pictures.read(frame));
                    good += Math.abs(seen - grey((int) (frame.pts() * 24 / 1000.0 + 0.5))) < 5 ? 1 : 0;
                } catch (FrameRejectedException e) {
                    assertThat(number).isGreaterThan(4);
                }
            }
        }
        assertThat(good).isGreaterThan(10);
    }

    @Test
    void aClipThatNamesOtherFilesOrAddressesIsRefused() throws Exception {
        Path secret = Films.make(temp.resolve("secret.mp4"), Films.COUNTING + " 2 -c:v libx264");
        List<String> playlists = List.of(
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://" + secret + "\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile '" + secret + "'\n",
                "#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n");
        for (String playlist : playlists) {
            Path clip = Files.writeString(temp.resolve("playlist.mp4"), playlist);
            assertThatThrownBy(() -> Films.open(clip))
                    .isInstanceOf(VideoException.class)
                    .hasMessageContaining("can't be read");
        }
    }

    @Test
    void aMissingFfmpegIsReportedWithTheInstallCommand() {
        assertThatThrownBy(() -> Ffmpeg.of(Films.config("/nowhere/ffmpeg", Duration.ofSeconds(5))))
                .isInstanceOf(VideoException.class)
                .hasMessageContaining("apt install ffmpeg")
                .hasMessageContaining("limn.ffmpeg.path");
    }

    @Test
    void aHangingProgramIsKilledWithItsChildren() throws Exception {
        Path fake = temp.resolve("ffmpeg");
        Path pid = temp.resolve("pid");
        Files.writeString(fake, "#!/bin/sh\nsleep 600 &\necho $! > " + pid + "\nwait\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        assertThatThrownBy(() -> Ffmpeg.of(Films.config(fake.toString(), Duration.ofMillis(500))))
                .isInstanceOf(IOException.class);
        long child = Long.parseLong(Files.readString(pid).strip());
        assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false) && !zombie(child))
                .isFalse();
    }

    private static boolean zombie(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }
}
