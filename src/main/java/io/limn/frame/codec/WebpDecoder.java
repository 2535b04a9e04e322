package io.limn.frame.codec;

import static io.limn.frame.header.Structure.damaged;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.limn.frame.colour.ColourTransform;
import io.limn.frame.colour.IccProfiles;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.Segment;
import io.limn.frame.header.WebpStructure;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** WebP by libwebp, which takes 2.4 s for a hundred megapixels; where it is missing by TwelveMonkeys' reader, which takes 50. */
public final class WebpDecoder implements PixelDecoder<WebpStructure> {
    private static final byte ALPHA_FLAG = 0x10;

    @Override
    public Cost cost(WebpStructure webp) {
        double pixel = Leptonica.available() ? nativePixel(webp) : CostTable.WEBP_JAVA_PIXEL;
        return Cost.of(
                (pixel + (webp.icc().isPresent() ? CostTable.icc(8) : 0)) * webp.pixels(),
                Leptonica.available() ? 0 : 4 * webp.pixels());
    }

    @Override
    public byte[] decode(byte[] file, WebpStructure webp, Watch watch) throws IOException, FrameRejectedException {
        byte[] still = still(file, webp);
        BgrCanvas canvas = new BgrCanvas(webp.width(), webp.height());
        Rows rows = new Rows(webp, canvas, transform(file, webp), watch);
        WebpStructure.Place place = webp.picture();
        if (Leptonica.available()) {
            NativeDecoding work = new NativeDecoding(
                    NativeDecoding.Codec.WEBP, place.width(), place.height(), nativePixel(webp) * webp.pixels() / 1e9);
            if (!work.decode(still, still.length, watch, rows)) {
                throw damaged("The WebP is damaged: its picture can't be decoded.");
            }
            return canvas.bgr();
        }
        BufferedImage image = Codecs.read(new WebPImageReaderSpi(), still, still.length, watch, null);
        int[] row = new int[place.width()];
        for (int y = 0; y < place.height(); y++) {
            image.getRGB(0, y, place.width(), 1, row, 0, place.width());
            for (int x = 0; x < row.length; x++) {
                row[x] = Integer.rotateLeft(row[x], 8);
            }
            rows.take(row, y);
        }
        return canvas.bgr();
    }

    private static double nativePixel(WebpStructure webp) {
        return webp.lossless() ? CostTable.WEBP_LOSSLESS_PIXEL : CostTable.WEBP_LOSSY_PIXEL;
    }

    private static Optional<ColourTransform> transform(byte[] file, WebpStructure webp) {
        return webp.icc()
                .flatMap(icc -> IccProfiles.transform(Arrays.copyOfRange(file, icc.at(), icc.at() + icc.size()), 3));
    }

    /** The picture without anything else: no profile, no note, no animation around it. */
    private static byte[] still(byte[] file, WebpStructure webp) {
        Segment alpha = webp.alpha().orElse(new Segment(0, 0));
        int extended = alpha.size() > 0 ? 18 : 0;
        int size = 12 + extended + even(alpha.size()) + even(webp.stream().size());
        ByteBuffer still = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        still.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(size - 8);
        still.put("WEBP".getBytes(StandardCharsets.US_ASCII));
        if (extended > 0) {
            still.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(ALPHA_FLAG);
            still.put(u24(webp.picture().width() - 1)).put(u24(webp.picture().height() - 1));
            still.put(file, alpha.at(), alpha.size()).position(12 + extended + even(alpha.size()));
        }
        return still.put(file, webp.stream().at(), webp.stream().size()).array();
    }

    private static int even(int size) {
        return size + (size & 1);
    }

    private static byte[] u24(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }

    /** Puts the rows where the picture lies on its canvas. */
    private record Rows(WebpStructure webp, BgrCanvas canvas, Optional<ColourTransform> transform, Watch watch)
            implements Leptonica.RowTaker {
        @Override
        public void take(int[] rgba, int y) {
            int first = (webp.picture().y() + y) * webp.width() + webp.picture().x();
            transform.ifPresent(space -> convert(space, rgba));
            for (int x = 0; x < rgba.length; x++) {
                int value = rgba[x];
                canvas.put(first + x, value >>> 24, value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF, false);
            }
            watch.passed(rgba.length);
        }

        private static void convert(ColourTransform space, int[] rgba) {
            byte[] rgb = new byte[rgba.length * 3];
            for (int x = 0; x < rgba.length; x++) {
                rgb[3 * x] = (byte) (rgba[x] >> 24);
                rgb[3 * x + 1] = (byte) (rgba[x] >> 16);
                rgb[3 * x + 2] = (byte) (rgba[x] >> 8);
            }
            byte[] srgb = new byte[rgb.length];
            space.from8(rgb, rgba.length, srgb);
            for (int x = 0; x < rgba.length; x++) {
                rgba[x] = (srgb[3 * x] & 0xFF) << 24
                        | (srgb[3 * x + 1] & 0xFF) << 16
                        | (srgb[3 * x + 2] & 0xFF) << 8
                        | rgba[x] & 0xFF;
            }
        }
    }
}
