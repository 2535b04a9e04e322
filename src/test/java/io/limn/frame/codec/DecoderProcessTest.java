package io.limn.frame.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.limn.frame.Drawing;
import io.limn.frame.ManyScans;
import io.limn.frame.codec.NativeDecoding.Codec;
import io.limn.frame.header.FrameRejectedException;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Native decoding that may take long is done where it can be ended, gives the same pixels there, and knows no secrets. */
class DecoderProcessTest {
    private static final double FOR_LONG = 100;

    @BeforeEach
    void there() {
        assumeTrue(Leptonica.available() && DecoderCommand.available(), "no libjpeg-turbo or no java here");
    }

    @Test
    void aChildProcessGivesTheSameRows() throws Exception {
        byte[] jpeg = Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "jpeg", null, true);
        assertThat(rows(jpeg, FOR_LONG))
                .hasSize(Drawing.HEIGHT)
                .usingElementComparator(Arrays::compare)
                .isEqualTo(rows(jpeg, 0));
    }

    @Test
    void picturesThatTheLibraryRefusesAreRefused() throws Exception {
        assertThat(rows(new byte[100], FOR_LONG)).isNull();
    }

    @Test
    void aNativeCallEndsAtItsDeadline() {
        byte[] jpeg = ManyScans.jpeg(3000); // half a minute of libjpeg-turbo
        CancellationException gone = new CancellationException("nobody waits any more");
        long begin = System.nanoTime();
        assertThatThrownBy(() ->
                        decoding(Codec.JPEG, FOR_LONG).decode(jpeg, jpeg.length, after(500, gone), (row, y) -> {}))
                .isInstanceOf(Watch.StoppedException.class)
                .hasCause(gone);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertNoneLeft();
    }

    @Test
    void aNativeCallThatTakesFarLongerThanItsEstimateIsRefusedForGood() {
        byte[] jpeg = ManyScans.jpeg(3000);
        Watch watch = new Watch(() -> {});
        assertThatThrownBy(() ->
                        new DecoderProcess(decoding(Codec.JPEG, 0.5)).decode(jpeg, jpeg.length, watch, (row, y) -> {}))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(FrameRejectedException.Reason.TOO_COSTLY));
        assertNoneLeft();
    }

    @Test
    void theProcessInheritsNoSecrets() throws Exception {
        assertThat(DecoderCommand.of(decoding(Codec.WEBP, FOR_LONG), 1)
                        .environment()
                        .keySet())
                .isSubsetOf("HOME", "LD_LIBRARY_PATH", "PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR");
    }

    private static NativeDecoding decoding(Codec codec, double seconds) {
        return new NativeDecoding(codec, ManyScans.SIDE, ManyScans.SIDE, seconds);
    }

    /** The rows, or null where the library has none. */
    private static List<int[]> rows(byte[] jpeg, double seconds) throws Exception {
        NativeDecoding work = new NativeDecoding(Codec.JPEG, Drawing.WIDTH, Drawing.HEIGHT, seconds);
        List<int[]> rows = new ArrayList<>();
        boolean decoded = work.decode(jpeg, jpeg.length, new Watch(() -> {}), (row, y) -> rows.add(row.clone()));
        return decoded ? rows : null;
    }

    private static Watch after(long millis, RuntimeException failure) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        return new Watch(() -> {
            if (System.nanoTime() > end) {
                throw failure;
            }
        });
    }

    private static void assertNoneLeft() {
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(DecoderMain.class.getName()::equals))
                .forEach(child -> assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(5)));
    }
}
