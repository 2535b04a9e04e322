package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input costs little, says why, and leaves the next frame unharmed. */
class RefusalsTest {
    private static final long LITTLE = 256 * 1024;

    private final FrameReader reader = Drawing.reader();

    @Test
    void anEmptyFileIsRefused() {
        assertRefused(() -> reader.open(new byte[0]).header(), Reason.EMPTY, "no bytes");
    }

    @Test
    void aZipUnderAPicturesNameIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("photo.jpg"));
            zip.write(1);
        }
        assertRefused(() -> reader.read(bytes.toByteArray()), Reason.NOT_AN_IMAGE, "zip archive");
    }

    @ParameterizedTest
    @CsvSource({"GIF89a, a GIF", "8BPS\0\1, a Photoshop document", "#?RADIANCE, a Radiance HDR picture"})
    void anUnsupportedFormatIsNamed(String start, String name) {
        byte[] file = Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), 64);
        assertRefused(() -> reader.read(file), Reason.UNSUPPORTED, name);
    }

    @Test
    void relativesOfFormatsThatAreReadAreNamed() {
        Map.of(
                        "\0\0\0\u0018ftypcrx ", "a camera's raw picture",
                        "FUJIFILMCCD-RAW 0201", "a camera's raw picture",
                        "II\u00BC\u0001", "a JPEG XR picture",
                        "\u00FF\u00D8\u00FF\u00F7\0\u000B", "a JPEG-LS picture")
                .forEach((start, name) -> {
                    byte[] file = Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), 64);
                    assertRefused(() -> reader.read(file), Reason.UNSUPPORTED, name);
                });
    }

    @Test
    void aPngThatTheStandardDoesNotDescribeIsNamed() throws Exception {
        byte[] png = Pngs.flat(8, 8);
        byte[] unknown = Pngs.withChunk(png, Pngs.chunk("ABCD", new byte[4]));
        assertRefused(() -> reader.read(unknown), Reason.UNSUPPORTED, "must be understood (ABCD)");
        byte[] apple = png.clone();
        System.arraycopy("CgBI".getBytes(StandardCharsets.ISO_8859_1), 0, apple, 12, 4);
        assertRefused(() -> reader.read(apple), Reason.UNSUPPORTED, "CgBI");
    }

    @Test
    void textIsRefused() {
        assertRefused(
                () -> reader.read("<html>no</html>".getBytes(StandardCharsets.UTF_8)), Reason.NOT_AN_IMAGE, "text");
    }

    @Test
    void aFileOverTheByteLimitIsRefused() {
        FrameReader small = new FrameReader(new FrameLimits(100, 100));
        assertRefused(() -> small.open(new byte[101]), Reason.TOO_MANY_BYTES, "limn.frame.max-bytes");
    }

    @Test
    void aJpegThatClaims64250SquaredIsRefusedCheaply() throws Exception {
        byte[] bomb = Jpegs.claiming(64250, 64250);
        assertThat(bomb.length).isLessThan(5_000);
        assertThat(allocated(() -> assertRefused(() -> reader.read(bomb), Reason.TOO_MANY_PIXELS, "64250x64250")))
                .isLessThan(LITTLE);
    }

    @Test
    void aPngOf14000SquaredIsRefusedCheaply() throws Exception {
        byte[] bomb = Pngs.flat(14000, 14000);
        assertThat(bomb.length).isBetween(20_000, 700_000);
        assertThat(allocated(() -> assertRefused(() -> reader.read(bomb), Reason.TOO_MANY_PIXELS, "14000x14000")))
                .isLessThan(LITTLE);
    }

    @Test
    void aTiffWhoseTileIsFarLargerThanThePictureIsRefusedCheaply() throws Exception {
        byte[] tiff = Tiffs.tiled(64, 64, 60000, 60000);
        assertThat(allocated(() -> assertRefused(() -> reader.read(tiff), Reason.DAMAGED, "tiles")))
                .isLessThan(LITTLE);
    }

    @Test
    void aSideLongerThanAJpegCanHaveIsRefused() throws Exception {
        byte[] strip = Pngs.flat(65_501, 1);
        assertRefused(() -> reader.read(strip), Reason.TOO_MANY_PIXELS, "65500");
    }

    @Test
    void aFrameOfZeroWidthIsRefused() {
        assertRefused(() -> reader.read(Jpegs.claiming(0, 32)), Reason.DAMAGED, "0x32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "tiff", "bmp"})
    void aTruncatedFrameIsRefusedWithoutTouchingTheNext(String format) throws Exception {
        byte[] whole = Drawing.write(noise(), format);
        for (double share : new double[] {0.02, 0.1, 0.5, 0.9, 0.999}) {
            byte[] part = Arrays.copyOf(whole, (int) (whole.length * share));
            assertRefused(() -> reader.read(part), Reason.DAMAGED, "");
        }
        assertThat(reader.read(whole).width()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp", "alpha.webp"})
    void aTruncatedWebpIsRefused(String name) {
        byte[] whole = Drawing.fixture(name);
        assertRefused(() -> reader.read(Arrays.copyOf(whole, whole.length / 2)), Reason.DAMAGED, "cut off");
    }

    @Test
    void aTruncatedJpegWithAnEndMarkerIsRefused() throws Exception {
        byte[] whole = Drawing.write(noise(), "jpeg");
        byte[] closed = Arrays.copyOf(whole, whole.length / 2);
        closed[closed.length - 2] = (byte) 0xFF;
        closed[closed.length - 1] = (byte) 0xD9;
        assertRefused(() -> reader.read(closed), Reason.DAMAGED, "JPEG is damaged");
    }

    @Test
    void everyDamagedFileIsRefused() throws Exception {
        Map<String, byte[]> files = Map.of(
                "jpeg", Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "jpeg"),
                "png", Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "png"),
                "tiff", Drawing.fixture("lzw.tif"),
                "bmp", Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "bmp"),
                "cmyk", Drawing.fixture("cmyk.jpg"),
                "lossy", Drawing.fixture("lossy.webp"),
                "lossless", Drawing.fixture("alpha-lossless.webp"));
        FrameReader modest = new FrameReader(new FrameLimits(1 << 20, 1_000_000));
        int refused = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            // a stream of its own for each file: the order of a Map.of changes from run to run
            Random random = new Random(7);
            for (int round = 0; round < 300; round++) {
                byte[] broken = file.getValue().clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
                }
                try {
                    Frame frame = modest.read(broken);
                    assertThat(frame.pixels()).isPositive();
                } catch (FrameRejectedException e) {
                    assertThat(e.getMessage())
                            .as(file.getKey())
                            .endsWith(".")
                            .doesNotContain("null", "Cannot", "Index", "java.");
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void everyMutationIsReadOrRefused() throws Exception {
        FrameReader modest = new FrameReader(new FrameLimits(1 << 20, 1_000_000));
        int decoded = 0;
        int refused = 0;
        for (Map.Entry<String, List<byte[]>> kind : FormatSamples.all().entrySet()) {
            Random random = new Random(kind.getKey().hashCode());
            for (byte[] file : kind.getValue()) {
                for (int round = 0; round < 100; round++) {
                    try {
                        modest.read(mutated(file, random));
                        decoded++;
                    } catch (FrameRejectedException e) {
                        assertThat(e.getMessage())
                                .as(kind.getKey())
                                .endsWith(".")
                                .doesNotContain("null", "Index", "java.");
                        refused++;
                    }
                }
            }
        }
        assertThat(decoded).isGreaterThan(300);
        assertThat(refused).isGreaterThan(3000);
    }

    /** Bytes changed, a stretch put in, the end cut off. */
    private static byte[] mutated(byte[] file, Random random) {
        byte[] broken = file.clone();
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = random.nextInt(broken.length);
            switch (random.nextInt(4)) {
                case 0 -> broken[at] = (byte) random.nextInt(256);
                case 1 -> broken[random.nextInt(Math.min(100, broken.length))] ^= (byte) (1 << random.nextInt(8));
                case 2 -> broken = Arrays.copyOf(broken, broken.length - random.nextInt(broken.length / 2));
                default -> {
                    int more = random.nextInt(20);
                    byte[] longer = new byte[broken.length + more];
                    System.arraycopy(broken, 0, longer, 0, at);
                    System.arraycopy(broken, at, longer, at + more, broken.length - at);
                    broken = longer;
                }
            }
        }
        return broken;
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(200, 150, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(3);
        for (int y = 0; y < 150; y++) {
            for (int x = 0; x < 200; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static void assertRefused(ThrowingCallable call, Reason reason, String fragment) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason))
                .hasMessageContaining(fragment);
    }

    private static long allocated(Runnable work) {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
                "this Java runtime does not count allocations");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        work.run(); // classes are loaded by the first call
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
