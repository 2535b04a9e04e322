package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.limn.frame.codec.Leptonica;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture costs no more than was estimated before, what costs too much is refused for good, and decoding can be stopped. */
class DecodeCostTest {
    private static final String FLAT_WEBP_OF_9990_SQUARED =
            "524946461a000000574542505650384c0e0000002f0567c109071011fd0f4444ff03";

    private final FrameReader reader = new FrameReader(new FrameLimits(64 << 20, 100_000_000));

    @Test
    void aTinyWebpThatClaimsAHundredMegapixelsIsDecodedWithinItsEstimate() throws Exception {
        assumeTrue(Leptonica.available(), "libwebp is not there for this platform");
        byte[] webp = HexFormat.of().parseHex(FLAT_WEBP_OF_9990_SQUARED);
        EncodedFrame frame = reader.open(webp);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(frame.decode(() -> {}).pixels()).isEqualTo(9990L * 9990);
        long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertThat(Duration.ofNanos(taken)).isLessThan(Duration.ofSeconds(20)); // TwelveMonkeys' reader took 51 s
    }

    @Test
    void aJpegOfManyScansIsRefusedByWhatTheyCost() {
        byte[] few = manyScans(20);
        assertThat(few.length).isLessThan(200_000);
        byte[] many = manyScans(2000);
        assertRefused(reader, many, Reason.TOO_COSTLY, "limn.frame.max-decode-time");
        assertThatThrownBy(() ->
                        new FrameReader(new FrameLimits(1 << 20, 1_000_000, Duration.ofMillis(1), 1L << 32)).open(few))
                .isInstanceOf(FrameRejectedException.class);
    }

    @Test
    void whatTheFastDecoderFindsFaultWithIsNotDecodedAgainForMinutes() {
        assumeTrue(Leptonica.available(), "libjpeg-turbo is not there for this platform");
        byte[] jpeg = manyScans(450); // each scan once more is a fault, and 450 whole pictures of the JDK's reader
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThatThrownBy(() -> reader.open(jpeg).decode(() -> {}))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.DAMAGED));
        long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertThat(Duration.ofNanos(taken)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aTiffAroundSuchAJpegIsRefusedAlike() {
        byte[] jpeg = manyScans(2000);
        TiffFile.Page page =
                TiffFile.rgb(SIDE, SIDE).shorts(259, 7).shorts(262, 6).block(jpeg);
        assertRefused(reader, TiffFile.of(page), Reason.TOO_COSTLY, "limn.frame.max-decode-time");
        TiffFile.Page old = TiffFile.rgb(SIDE, SIDE)
                .shorts(259, 6)
                .shorts(262, 6)
                .longs(513, 8)
                .block(jpeg);
        assertRefused(reader, TiffFile.of(old), Reason.TOO_COSTLY, "limn.frame.max-decode-time");
    }

    @Test
    void aJpegInATiffThatClaimsMoreThanItsPartIsRefused() {
        byte[] jpeg = Jpegs.claiming(9000, 9000);
        TiffFile.Page page = TiffFile.rgb(64, 64).shorts(259, 7).shorts(262, 6).block(jpeg);
        assertRefused(reader, TiffFile.of(page), Reason.DAMAGED, "9000x9000");
    }

    @Test
    void oldStyleJpegInPiecesIsRefusedByName() {
        TiffFile.Page page = TiffFile.rgb(64, 64).shorts(259, 6).shorts(262, 6).block(new byte[100]);
        assertRefused(reader, TiffFile.of(page), Reason.UNSUPPORTED, "old-style JPEG");
    }

    @Test
    void whatDoesNotFitTheHeapIsRefusedForGood() throws Exception {
        FrameReader small = new FrameReader(new FrameLimits(64 << 20, 100_000_000, Duration.ofSeconds(20), 1L << 30));
        assertRefused(small, Pngs.flat(9999, 9999), Reason.TOO_MANY_PIXELS, "1024 MiB of heap");
        assertThat(small.open(Pngs.flat(5000, 5000)).header().width()).isEqualTo(5000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "tiff", "tiff-lzw", "bmp", "webp", "tiff-jpeg"})
    void decodingEndsWhenItsCheckThrows(String kind) throws Exception {
        EncodedFrame frame = reader.open(large(kind));
        AtomicInteger looks = new AtomicInteger();
        CancellationException gone = new CancellationException("nobody waits any more");
        assertThatThrownBy(() -> frame.decode(() -> {
                    if (looks.incrementAndGet() == 3) {
                        throw gone;
                    }
                }))
                .isSameAs(gone);
        assertThat(looks.get()).isEqualTo(3);
    }

    private static byte[] large(String kind) throws Exception {
        BufferedImage image = new BufferedImage(1200, 1000, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < 1000; y++) {
            for (int x = 0; x < 1200; x++) {
                image.setRGB(x, y, x * y);
            }
        }
        return switch (kind) {
            case "webp" -> flatWebp();
            case "tiff-lzw" -> Drawing.write(image, "tiff", "LZW", false);
            case "tiff-jpeg" -> Drawing.write(image, "tiff", "JPEG", false);
            default -> Drawing.write(image, kind);
        };
    }

    private static byte[] flatWebp() {
        byte[] webp = HexFormat.of().parseHex(FLAT_WEBP_OF_9990_SQUARED);
        int size = 1200 - 1 | 1000 - 1 << 14;
        for (int i = 0; i < 4; i++) {
            int kept = i == 3 ? webp[24] & 0xF0 : 0;
            webp[21 + i] = (byte) (size >> 8 * i | kept);
        }
        return webp;
    }

    private static final int SIDE = 1600;

    /** A flat progressive JPEG whose last scan comes again and again. */
    private static byte[] manyScans(int times) {
        BufferedImage flat = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        byte[] jpeg = Drawing.write(flat, "jpeg", null, true);
        int last = jpeg.length - 3;
        while (jpeg[last] != (byte) 0xFF || jpeg[last + 1] != (byte) 0xDA) {
            last--;
        }
        byte[] scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < times; i++) {
            out.writeBytes(scan);
        }
        out.write(jpeg, jpeg.length - 2, 2);
        return out.toByteArray();
    }

    private static void assertRefused(FrameReader reader, byte[] file, Reason reason, String fragment) {
        assertThatThrownBy(() -> reader.open(file))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason))
                .hasMessageContaining(fragment);
    }
}
