package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** What a PNG says of its colours, and how much of it must be there. */
class PngColoursTest {
    private static final int MIDDLE_OF_LIGHT = 0xBCBCBC; // half of linear light is 188 in sRGB

    private final FrameReader reader = Drawing.reader();
    private final byte[] plain = Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "png");

    private static byte[] gamma(int value) {
        return Pngs.chunk("gAMA", ByteBuffer.allocate(4).putInt(value).array());
    }

    private static byte[] codePoints(int primaries, int transfer, int range) {
        return Pngs.chunk("cICP", new byte[] {(byte) primaries, (byte) transfer, 0, (byte) range});
    }

    private static byte[] profile(byte[] icc) throws Exception {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes("p\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(chunk)) {
            deflate.write(icc);
        }
        return Pngs.chunk("iCCP", chunk.toByteArray());
    }

    private static byte[] chromaticities(int... xy) {
        ByteBuffer values = ByteBuffer.allocate(32);
        for (int value : xy) {
            values.putInt(value);
        }
        return Pngs.chunk("cHRM", values.array());
    }

    private static byte[] displayP3() {
        return chromaticities(31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000);
    }

    private Frame read(byte[]... chunks) throws FrameRejectedException {
        byte[] png = plain;
        for (int i = chunks.length - 1; i >= 0; i--) {
            png = Pngs.withChunk(png, chunks[i]);
        }
        return reader.read(png);
    }

    @Test
    void linearValuesAreTreatedAsLinear() throws Exception {
        Drawing.assertPixel(read(gamma(100_000)), 36, 24, 1, MIDDLE_OF_LIGHT);
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        Drawing.assertPixel(read(profile(linear)), 36, 24, 1, MIDDLE_OF_LIGHT);
        Drawing.assertPixel(read(codePoints(1, 8, 1)), 36, 24, 1, MIDDLE_OF_LIGHT);
    }

    @Test
    void srgbUnderAnyOfItsNamesChangesNothing() throws Exception {
        Drawing.assertDrawn(read(gamma(45_455)), 0);
        Drawing.assertDrawn(
                read(gamma(45_455), chromaticities(31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)), 0);
        Drawing.assertDrawn(read(Pngs.chunk("sRGB", new byte[1]), gamma(100_000)), 0);
        Drawing.assertDrawn(read(codePoints(1, 13, 1)), 0);
        Drawing.assertDrawn(
                read(profile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())), 0);
    }

    @Test
    void gammaOfAFilmTransferIsNotThatOfSrgb() throws Exception {
        // (200, 40, 30) to the power of 2.2, as sRGB
        Drawing.assertPixel(read(codePoints(1, 4, 1)), 12, 8, 1, 0xC92318);
    }

    @Test
    void wideColoursBecomeThoseOfSrgb() throws Exception {
        // Display P3 of (200, 40, 30) is (218, 0, 4) in sRGB: the matrix of CSS Color 4, section 10
        Drawing.assertPixel(read(codePoints(12, 13, 1)), 12, 8, 2, 0xDA0004);
        Drawing.assertPixel(read(displayP3(), gamma(45_455)), 12, 8, 4, 0xDA0004);
    }

    @Test
    void theFirstApplicableRuleCounts() throws Exception {
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        Drawing.assertDrawn(read(codePoints(1, 13, 1), profile(linear), gamma(100_000)), 0);
        Drawing.assertPixel(read(profile(linear), Pngs.chunk("sRGB", new byte[1])), 36, 24, 1, MIDDLE_OF_LIGHT);
    }

    @Test
    void perceptualQuantizerHas203CandelasAsWhite() throws Exception {
        // PQ of 203 cd/m² is 0.5807: a value of 148 of 255 is white, 128 is 0.47 of its light
        Frame frame = read(codePoints(1, 16, 1));
        Drawing.assertPixel(frame, 36, 24, 5, 0xB6B6B6);
        Drawing.assertPixel(read(codePoints(1, 13, 0)), 36, 24, 1, 0x828282); // 16..235 spread out
    }

    @Test
    void unsupportedCodePointsAreNamed() {
        assertThatThrownBy(() -> read(codePoints(9, 99, 1)))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.UNSUPPORTED))
                .hasMessageContaining("transfer 99");
    }

    @Test
    void aBrokenProfileOrChecksumOfAnAncillaryChunkIsIgnored() throws Exception {
        Drawing.assertDrawn(read(profile(new byte[200])), 0);
        Drawing.assertDrawn(read(Pngs.chunk("iCCP", new byte[] {'p', 0, 0, 1, 2, 3})), 0);
        byte[] wrong = gamma(100_000);
        wrong[wrong.length - 1]++;
        Drawing.assertDrawn(read(wrong), 0);
    }

    @Test
    void aPngWithoutItsEndChunkIsReadIfItsImageIsComplete() throws Exception {
        Drawing.assertDrawn(reader.read(Arrays.copyOf(plain, plain.length - 12)), 0); // no IEND
        Drawing.assertDrawn(reader.read(Arrays.copyOf(plain, plain.length - 16)), 0); // no checksum either
        Drawing.assertDrawn(reader.read(Arrays.copyOf(plain, plain.length + 5000)), 0); // zeros behind it
        assertThatThrownBy(() -> reader.read(Arrays.copyOf(plain, plain.length - 40)))
                .isInstanceOf(FrameRejectedException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void aChecksumThatDoesNotMatchIsDamage() {
        byte[] broken = plain.clone();
        broken[plain.length - 13]++; // the last byte of the checksum of the picture data
        assertThatThrownBy(() -> reader.read(broken))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.DAMAGED))
                .hasMessageContaining("checksum");
    }
}
