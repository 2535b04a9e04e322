package io.limn.frame.codec;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.colour.ColourTransform;
import io.limn.frame.colour.IccProfiles;
import io.limn.frame.colour.Inks;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.JpegStructure;
import io.limn.frame.header.Segment;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.ImageReaderSpi;

/**
 * JPEG of three components by libjpeg-turbo where it is there and the file is sound; else by the JDK's reader, which reports what is
 * wrong. Both get a {@link BareJpeg}. Colour profiles are applied afterwards.
 */
public final class JpegDecoder implements PixelDecoder<JpegStructure> {
    private static final int ICC_HEADER = 18; // marker, length, ICC_PROFILE\0, number, count

    /** What a file that libjpeg-turbo found fault with may cost again, to tell what the fault is. */
    private static final double LONGEST_SECOND_TRY = 10;

    private final ImageReaderSpi jdk = Codecs.jdk("jpeg");

    @Override
    public Cost cost(JpegStructure jpeg) {
        double pixel = CostTable.JPEG_PIXEL + (jpeg.icc().isEmpty() ? 0 : CostTable.icc(8));
        double block = jpeg.progressive() ? CostTable.JPEG_PROGRESSIVE_BLOCK : CostTable.JPEG_BLOCK;
        boolean jdk = jpeg.components() != 3 || !Leptonica.available();
        double passes = jdk ? jdkSeconds(jpeg) * 1e9 : 0;
        // The progressive kind keeps all coefficients, outside the heap; rasters of grey and CMYK are beside the frame.
        return Cost.of(
                pixel * jpeg.pixels() + block * jpeg.scannedBlocks() + passes,
                jpeg.components() == 3 ? 0 : jpeg.components() * jpeg.pixels());
    }

    @Override
    public byte[] decode(byte[] file, JpegStructure jpeg, Watch watch) throws IOException, FrameRejectedException {
        byte[] profile = profile(file, jpeg.icc());
        Optional<ColourTransform> transform =
                profile.length == 0 ? Optional.empty() : IccProfiles.transform(profile, jpeg.components());
        return decode(file, jpeg, JpegColours.of(jpeg), transform, watch);
    }

    /** @param colours what the components are, whatever the file's own markers say */
    byte[] decode(
            byte[] file, JpegStructure jpeg, JpegColours colours, Optional<ColourTransform> transform, Watch watch)
            throws IOException, FrameRejectedException {
        BareJpeg bare = BareJpeg.of(file, jpeg, colours);
        if (jpeg.components() != 3) {
            return samples(bare, jpeg, colours, transform, watch);
        }
        byte[] bgr = Leptonica.available() ? turbo(bare, jpeg, watch) : null;
        if (bgr == null) {
            watch.look();
            if (Leptonica.available() && jdkSeconds(jpeg) > LONGEST_SECOND_TRY) {
                throw damaged("The JPEG is damaged: its " + jpeg.scans() + " scans can't be decoded.");
            }
            Verdict verdict = new Verdict();
            bgr = BgrPixels.of(Codecs.read(jdk, bare.buffer(), bare.size(), watch, verdict), watch);
            verdict.raise();
        }
        if (bgr.length != 3 * jpeg.pixels()) {
            throw damaged("The JPEG is damaged: its picture is not of the size that it claims.");
        }
        if (transform.isPresent()) {
            convert(bgr, jpeg.width(), transform.get(), watch);
        }
        return bgr;
    }

    /** Null if anything is wrong with the file: the JDK's reader reports what. */
    private static byte[] turbo(BareJpeg bare, JpegStructure jpeg, Watch watch)
            throws IOException, FrameRejectedException {
        int width = jpeg.width();
        byte[] bgr = new byte[Math.multiplyExact(Math.multiplyExact(width, jpeg.height()), 3)];
        // One scan takes what its pixels and bytes take; it is the number of scans that nothing but the file's length
        // limits.
        double seconds = jpeg.progressive() || jpeg.scans() > jpeg.components() ? scansSeconds(jpeg) : 0;
        NativeDecoding work = new NativeDecoding(NativeDecoding.Codec.JPEG, width, jpeg.height(), seconds);
        boolean sound = work.decode(bare.buffer(), bare.size(), watch, (row, y) -> {
            BgrRow.of(row, bgr, y * width * 3);
            watch.passed(width);
        });
        return sound ? bgr : null;
    }

    /** Of the JDK's reader, which gives the whole picture once a scan. */
    private static double jdkSeconds(JpegStructure jpeg) {
        return CostTable.JPEG_JDK_PASS_PIXEL * (jpeg.scans() - 1) * jpeg.pixels() / 1e9;
    }

    private static double scansSeconds(JpegStructure jpeg) {
        return CostTable.JPEG_PROGRESSIVE_BLOCK * jpeg.scannedBlocks() / 1e9;
    }

    /** Grey and CMYK: the samples as they are stored, then what they mean. */
    private byte[] samples(
            BareJpeg bare, JpegStructure jpeg, JpegColours colours, Optional<ColourTransform> transform, Watch watch)
            throws IOException, FrameRejectedException {
        Verdict verdict = new Verdict();
        Raster raster = Codecs.readRaster(jdk, bare.buffer(), bare.size(), watch, verdict);
        verdict.raise();
        int bands = jpeg.components();
        if (raster.getWidth() != jpeg.width() || raster.getHeight() != jpeg.height() || raster.getNumBands() != bands) {
            throw damaged("The JPEG is damaged: its picture is not of the size that it claims.");
        }
        Optional<ColourTransform> way = bands == 4 ? transform.or(() -> Optional.of(new Inks())) : transform;
        BgrCanvas canvas = new BgrCanvas(jpeg.width(), jpeg.height());
        Samples kind = new Samples(8, bands, bands, -1, false, colours.inverted(), null, null, way);
        SampleWriter writer = new SampleWriter(kind, canvas, jpeg.width(), watch);
        int[] row = new int[jpeg.width() * bands];
        for (int y = 0; y < jpeg.height(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, jpeg.width(), 1, row);
            if (colours.transformed() && bands == 4) {
                JpegColours.toInks(row);
            }
            writer.write(0, y, 1, row, jpeg.width());
        }
        return canvas.bgr();
    }

    private static void convert(byte[] bgr, int width, ColourTransform transform, Watch watch) {
        byte[] rgb = new byte[width * 3];
        byte[] srgb = new byte[width * 3];
        for (int from = 0; from < bgr.length; from += width * 3) {
            for (int i = 0; i < rgb.length; i += 3) {
                rgb[i] = bgr[from + i + 2];
                rgb[i + 1] = bgr[from + i + 1];
                rgb[i + 2] = bgr[from + i];
            }
            transform.from8(rgb, width, srgb);
            for (int i = 0; i < rgb.length; i += 3) {
                bgr[from + i] = srgb[i + 2];
                bgr[from + i + 1] = srgb[i + 1];
                bgr[from + i + 2] = srgb[i];
            }
            watch.passed(width);
        }
    }

    /** The parts of the profile in the order of their numbers. */
    private static byte[] profile(byte[] file, List<Segment> parts) {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        parts.stream()
                .filter(part -> part.size() > ICC_HEADER)
                .sorted((a, b) -> Integer.compare(file[a.at() + 16] & 0xFF, file[b.at() + 16] & 0xFF))
                .forEach(part -> profile.write(file, part.at() + ICC_HEADER, part.size() - ICC_HEADER));
        return profile.toByteArray();
    }

    /** The JDK's reader only warns of damage and hands out grey; which warnings are damage is decided here. */
    private static final class Verdict implements IIOReadWarningListener {
        private String damage;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            boolean corrupt = warning.contains("orrupt") || warning.contains("remature");
            if (damage == null && corrupt && !warning.contains("extraneous bytes")) {
                damage = warning.replace("Corrupt JPEG data: ", "");
            }
        }

        void raise() throws FrameRejectedException {
            if (damage != null) {
                throw damaged("The JPEG is damaged: " + damage + ".");
            }
        }
    }
}
