package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.limn.frame.codec.Leptonica;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import io.limn.frame.plate.PlateOptions;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A picture costs no more than was estimated before, what costs too much is refused for good, and decoding can be stopped. */
class DecodeCostTest {
    private static final String FLAT_WEBP_OF_9990_SQUARED =
            "524946461a000000574542505650384c0e0000002f0567c109071011fd0f4444ff03";

    private static final int WIDTH = 700;
    private static final int HEIGHT = 500;

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
    void aJpegOfManyScansIsRefusedByItsCost() {
        byte[] few = ManyScans.jpeg(20);
        assertThat(few.length).isLessThan(200_000);
        byte[] many = ManyScans.jpeg(2000);
        assertRefused(reader, many, Reason.TOO_COSTLY, "limn.frame.max-decode-time");
        assertThatThrownBy(() ->
                        new FrameReader(new FrameLimits(1 << 20, 1_000_000, Duration.ofMillis(1), 1L << 32)).open(few))
                .isInstanceOf(FrameRejectedException.class);
    }

    @Test
    void picturesThatTheFastDecoderRefusesAreNotDecodedAgainForMinutes() {
        assumeTrue(Leptonica.available(), "libjpeg-turbo is not there for this platform");
        byte[] jpeg = ManyScans.jpeg(450); // each scan once more is a fault, and 450 whole pictures of the JDK's reader
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThatThrownBy(() -> reader.open(jpeg).decode(() -> {}))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.DAMAGED));
        long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertThat(Duration.ofNanos(taken)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aTiffAroundSuchAJpegIsRefusedAlike() {
        byte[] jpeg = ManyScans.jpeg(2000);
        TiffFile.Page page = TiffFile.rgb(ManyScans.SIDE, ManyScans.SIDE)
                .shorts(259, 7)
                .shorts(262, 6)
                .block(jpeg);
        assertRefused(reader, TiffFile.of(page), Reason.TOO_COSTLY, "limn.frame.max-decode-time");
        TiffFile.Page old = TiffFile.rgb(ManyScans.SIDE, ManyScans.SIDE)
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
    void framesThatDoNotFitTheHeapAreRefusedForGood() throws Exception {
        FrameReader small = new FrameReader(new FrameLimits(64 << 20, 100_000_000, Duration.ofSeconds(20), 1L << 30));
        assertRefused(small, Pngs.flat(9999, 9999), Reason.TOO_MANY_PIXELS, "1024 MiB of heap");
        assertThat(small.open(Pngs.flat(5000, 5000)).header().width()).isEqualTo(5000);
    }

    @ParameterizedTest
    @MethodSource("kinds")
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

    private static Stream<String> kinds() {
        return Stream.of(
                "png",
                "jpeg",
                "tiff",
                "tiff-lzw",
                "bmp",
                "webp",
                "tiff-jpeg",
                "png-16",
                "tiff-16",
                "exr",
                "exr-zip",
                "exr-rle",
                "exr-tiles",
                "dpx-8",
                "dpx-10",
                "dpx-16");
    }

    private static byte[] large(String kind) throws Exception {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, x * y);
            }
        }
        return switch (kind) {
            case "png-16" -> Drawing.write(deep(image), "png");
            case "tiff-16" -> Drawing.write(deep(image), "tiff");
            case "exr" -> plate(WIDTH, HEIGHT).bytes();
            case "exr-zip" -> plate(WIDTH, HEIGHT).compressed(ExrFile.ZIP).bytes();
            case "exr-rle" -> plate(WIDTH, HEIGHT).compressed(ExrFile.RLE).bytes();
            case "exr-tiles" -> plate(300, 250).tiled(4, false).bytes();
            case "dpx-8" -> dpx(8, 0);
            case "dpx-10" -> dpx(10, 1);
            case "dpx-16" -> dpx(16, 0);
            case "webp" -> flatWebp();
            case "tiff-lzw" -> Drawing.write(image, "tiff", "LZW", false);
            case "tiff-jpeg" -> Drawing.write(image, "tiff", "JPEG", false);
            default -> Drawing.write(image, kind);
        };
    }

    /** Noise, so that nothing packs well. */
    private static ExrFile plate(int width, int height) {
        return ExrFile.of(width, height)
                .rgb("", (x, y) -> x * 7919 % 977, (x, y) -> (x ^ y) % 31, (x, y) -> (long) x * y % 1009);
    }

    private static byte[] dpx(int bits, int packing) {
        return DpxFile.of(WIDTH, HEIGHT, bits, packing, ByteOrder.BIG_ENDIAN)
                .bytes((x, y, band) -> (x * 31 + y * band) & (1 << bits) - 1);
    }

    private static BufferedImage deep(BufferedImage image) {
        BufferedImage deep = new BufferedImage(
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        ColorModel.OPAQUE,
                        DataBuffer.TYPE_USHORT),
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, image.getWidth(), image.getHeight(), 3, null),
                false,
                null);
        deep.getRaster().setPixels(0, 0, image.getWidth(), image.getHeight(), pixels(image));
        return deep;
    }

    private static int[] pixels(BufferedImage image) {
        int[] values = image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * 257 + i % 255;
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void decodingTakesNoLongerThanItsEstimate(String kind) throws Exception {
        for (boolean pixels : new boolean[] {false, true}) {
            EncodedFrame frame = reader.open(large(kind), PlateOptions.DEFAULT.withPixels(pixels));
            frame.decode(() -> {}); // compiles what is run
            Used used = Used.by(() -> frame.decode(() -> {}));
            // Test JVMs stop at the first compiler, which makes loops up to five times slower, and have begun cold.
            assertThat(used.seconds()).as(kind).isLessThan(3 * frame.decodeSeconds() + 0.3);
            assertThat(used.bytes())
                    .as("heap of %s, what is thrown away included", kind)
                    .isLessThan(frame.header().pixels() * (pixels ? 60 : 30) + (8 << 20));
        }
    }

    @Test
    void aHeaderOfMillionsOfAttributesIsRefusedBeforeItFillsTheMemory() {
        ByteArrayOutputStream exr = new ByteArrayOutputStream();
        exr.writeBytes(new byte[] {0x76, 0x2F, 0x31, 0x01, 2, 0, 0, 0});
        for (int i = 0; i < 1_000_000; i++) {
            exr.writeBytes(new byte[] {
                (byte) (33 + i % 90),
                (byte) (33 + i / 90 % 90),
                (byte) (33 + i / 8100 % 90),
                (byte) (33 + i / 729_000),
                0,
                0,
                0,
                0,
                0,
                0
            });
        }
        Used used = Used.by(() -> assertRefused(reader, exr.toByteArray(), Reason.UNSUPPORTED, "attributes"));
        assertThat(used.bytes()).isLessThan(64 << 20);
    }

    @Test
    void partsWithTooManyChannelsAreRefusedBeforeTheyFillTheMemory() {
        ExrFile[] parts = new ExrFile[40];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = ExrFile.of(1, 1);
            for (int c = 0; c < 500; c++) {
                parts[i].channel("layer" + c + ".R", ExrFile.HALF, (x, y) -> 0);
            }
        }
        byte[] exr = ExrFile.parts(parts);
        Used used = Used.by(() -> assertRefused(reader, exr, Reason.UNSUPPORTED, "channels"));
        assertThat(used.bytes()).isLessThan(32 << 20);
        assertThat(used.seconds()).isLessThan(5);
    }

    @Test
    void aThousandChannelsAreSortedIntoLayersQuickly() {
        ExrFile exr = plate(2, 2);
        for (int c = 0; c < 1000; c++) {
            exr.channel("a.layer." + c + ".Y", ExrFile.HALF, (x, y) -> 0);
        }
        byte[] file = exr.bytes();
        Used used = Used.by(() -> reader.open(file).decode(() -> {}));
        assertThat(used.seconds()).isLessThan(2);
    }

    @Test
    void aGiganticDataWindowIsReadWithinTheDisplayWindowOrRefused() {
        int[] shown = {0, 0, 15, 15};
        byte[] wide = ExrFile.windows(new int[] {0, 0, (1 << 29) - 1, 15}, shown)
                .channelsOnly()
                .compressed(ExrFile.ZIP)
                .bytes();
        Used used = Used.by(() -> assertRefused(reader, wide, Reason.UNSUPPORTED, "in pieces of"));
        assertThat(used.bytes()).isLessThan(8 << 20);
        byte[] high = ExrFile.windows(new int[] {0, -(1 << 29), 15, 1 << 29}, shown)
                .channelsOnly()
                .bytes();
        Used rows = Used.by(() -> assertThatThrownBy(() -> reader.open(high).decode(() -> {}))
                .isInstanceOf(FrameRejectedException.class));
        assertThat(rows.bytes()).isLessThan(8 << 20);
        assertThat(rows.seconds()).isLessThan(2);
    }

    @Test
    void hugePiecesCountAsMemory() {
        FrameReader small = new FrameReader(new FrameLimits(64 << 20, 100_000_000, Duration.ofSeconds(20), 256L << 20));
        byte[] exr = ExrFile.windows(new int[] {0, 0, (1 << 20) - 1, 15}, new int[] {0, 0, 15, 15})
                .channelsOnly()
                .compressed(ExrFile.ZIP)
                .bytes();
        assertRefused(small, exr, Reason.TOO_MANY_PIXELS, "256 MiB");
    }

    @Test
    void aMillionTilesOfOnePixelAreRefusedByTheirCost() {
        FrameReader brief = new FrameReader(new FrameLimits(64 << 20, 100_000_000, Duration.ofSeconds(1), 1L << 32));
        assertRefused(brief, plate(300, 300).tiled(1, false).bytes(), Reason.TOO_COSTLY, "limn.frame.max-decode-time");
    }

    @Test
    void aDpxThatClaimsMoreRowsThanItHasIsRefusedBeforeMemoryIsAllocated() {
        byte[] dpx = DpxFile.of(4, 4, 10, 1, ByteOrder.BIG_ENDIAN)
                .u32(772, 9000)
                .u32(776, 9000)
                .bytes((x, y, band) -> 0);
        Used used =
                Used.by(() -> assertThatThrownBy(() -> reader.read(dpx)).isInstanceOf(FrameRejectedException.class));
        assertThat(used.bytes()).isLessThan(8 << 20);
    }

    private static byte[] flatWebp() {
        byte[] webp = HexFormat.of().parseHex(FLAT_WEBP_OF_9990_SQUARED);
        int size = WIDTH - 1 | HEIGHT - 1 << 14;
        for (int i = 0; i < 4; i++) {
            int kept = i == 3 ? webp[24] & 0xF0 : 0;
            webp[21 + i] = (byte) (size >> 8 * i | kept);
        }
        return webp;
    }

    private static void assertRefused(FrameReader reader, byte[] file, Reason reason, String fragment) {
        assertThatThrownBy(() -> reader.open(file))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason))
                .hasMessageContaining(fragment);
    }
}
