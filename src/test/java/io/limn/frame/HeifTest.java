package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.limn.frame.header.FrameFormat;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HEIC and AVIF: the file is walked here, an installed ffmpeg decodes what is in it. */
class HeifTest {
    private static final FrameLimits LIMITS = new FrameLimits(64L << 20, 100_000_000);

    static void assumeFfmpeg() {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ffmpeg"))),
                "SKIPPED: there is no ffmpeg here");
    }

    private static FrameReader reader(String ffmpeg) {
        return new FrameReader(LIMITS, ViewSettings.DEFAULT, ffmpeg);
    }

    /** The grid has four tiles, shows a part that lies on all of them, and is turned. */
    @ParameterizedTest
    @CsvSource({"still.heic, HEIC", "grid.heic, HEIC", "still.avif, AVIF"})
    void picturesAreReadUpright(String file, FrameFormat format) throws Exception {
        assumeFfmpeg();
        EncodedFrame frame = Drawing.reader().open(Drawing.fixture(file));
        assertThat(frame.header().format()).isEqualTo(format);
        Drawing.assertDrawn(frame.decode(() -> {}), 4);
    }

    @Test
    void withoutFfmpegTheAnswerSaysHowToGetIt() {
        assertThatThrownBy(() -> reader("/no/such/ffmpeg").read(Drawing.fixture("still.heic")))
                .isInstanceOf(FrameRejectedException.class)
                .hasMessageContaining("apt install ffmpeg")
                .hasMessageContaining("limn.ffmpeg.path")
                .satisfies(
                        e -> assertThat(((FrameRejectedException) e).reason()).isEqualTo(Reason.UNSUPPORTED));
    }

    @Test
    void anFfmpegThatNeverAnswersIsKilledWithItsCall(@TempDir Path folder) throws Exception {
        Path slow = folder.resolve("ffmpeg");
        Files.writeString(slow, "#!/bin/sh\nexec sleep 60\n");
        Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwx------"));
        EncodedFrame frame = reader(slow.toString()).open(Drawing.fixture("still.heic"));
        AtomicInteger looks = new AtomicInteger();
        long start = System.nanoTime();
        assertThatThrownBy(() -> frame.decode(() -> {
                    if (looks.incrementAndGet() > 1) {
                        throw new IllegalStateException("nobody waits");
                    }
                }))
                .hasMessage("nobody waits");
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    @Test
    void anFfmpegThatGivesTooLittleIsADamagedPicture(@TempDir Path folder) throws Exception {
        Path wrong = folder.resolve("ffmpeg");
        Files.writeString(wrong, "#!/bin/sh\necho nothing\n");
        Files.setPosixFilePermissions(wrong, PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> reader(wrong.toString()).read(Drawing.fixture("still.avif")))
                .isInstanceOf(FrameRejectedException.class)
                .hasMessageContaining("AVIF");
    }

    @ParameterizedTest
    @CsvSource({"still.heic", "grid.heic", "still.avif"})
    void damagedFilesAreRefusedOrOpenedWithinTheirLimits(String name) {
        byte[] file = Drawing.fixture(name);
        Random random = new Random(3);
        for (int i = 0; i < 4000; i++) {
            byte[] damaged = i < file.length ? Arrays.copyOf(file, i) : file.clone();
            for (int k = i < file.length ? 0 : 1 + random.nextInt(4); k > 0; k--) {
                damaged[12 + random.nextInt(Math.min(700, file.length - 12))] = (byte) random.nextInt(256);
            }
            try {
                EncodedFrame frame = Drawing.reader().open(damaged);
                assertThat(frame.header().pixels()).isBetween(1L, 100_000_000L);
            } catch (FrameRejectedException e) {
                assertThat(e.getMessage()).endsWith(".");
            }
        }
    }
}
