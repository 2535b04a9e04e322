package io.limn.frame.codec;

import static io.limn.frame.header.Structure.damaged;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import io.limn.frame.header.BareTiff;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.JpegStructure;
import io.limn.frame.header.TiffCompression;
import io.limn.frame.header.TiffStructure;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * TIFF: strips and tiles of samples row by row; JPEG in TIFF by the JPEG decoder; YCbCr without JPEG by TwelveMonkeys'
 * reader.
 */
public final class TiffDecoder implements PlateDecoder<TiffStructure> {
    private final JpegDecoder jpegs;

    public TiffDecoder(JpegDecoder jpegs) {
        this.jpegs = jpegs;
    }

    @Override
    public Cost cost(TiffStructure tiff, PlateReading reading) {
        if (!tiff.jpeg().isEmpty()) {
            double seconds = 0;
            long most = 0;
            for (JpegStructure part : tiff.jpeg()) {
                seconds += jpegs.cost(part).seconds() + CostTable.JPEG_PART / 1e9;
                most = Math.max(most, 3 * part.pixels() + jpegs.cost(part).bytes());
            }
            return new Cost(seconds, most);
        }
        if (foreign(tiff)) {
            return Cost.of(CostTable.TIFF_FOREIGN_PIXEL * tiff.pixels(), 3 * tiff.pixels());
        }
        boolean transformed =
                tiff.icc().isPresent() || tiff.photometric() == TiffStructure.CIELAB || reading.changesView();
        return Cost.of(
                CostTable.TIFF_SAMPLE * tiff.pixels() * tiff.bands()
                        + unpacking(tiff)
                        + CostTable.TIFF_BLOCK * tiff.grid().blocks().length
                        + (transformed ? CostTable.icc(tiff.bits()) * tiff.pixels() : 0),
                DeepPlate.bytes(tiff.pixels(), tiff.bits(), reading));
    }

    private static double unpacking(TiffStructure tiff) {
        if (tiff.compression() == TiffCompression.NONE) {
            return 0;
        }
        double bytes = (double) tiff.pixels() * tiff.bands() * tiff.bits() / 8;
        return tiff.compression().fax() ? CostTable.TIFF_FAX_PIXEL * tiff.pixels() : CostTable.TIFF_PACKED_BYTE * bytes;
    }

    private static boolean foreign(TiffStructure tiff) {
        return tiff.photometric() == TiffStructure.YCBCR;
    }

    @Override
    public Decoded decode(byte[] file, TiffStructure tiff, PlateReading reading, Watch watch)
            throws IOException, FrameRejectedException {
        if (!tiff.jpeg().isEmpty()) {
            byte[] bgr = new TiffJpegs(jpegs, file, tiff, watch).decode();
            return ViewPass.of(bgr, tiff.width(), tiff.height(), reading, watch);
        }
        if (!foreign(tiff)) {
            return new TiffSamples(file, tiff, reading, watch).decode();
        }
        byte[] bare = BareTiff.of(file, tiff);
        BufferedImage image =
                Codecs.read(new TIFFImageReaderSpi(), bare, bare.length, watch, null, reader -> reader.read(0));
        if (image.getWidth() != tiff.width() || image.getHeight() != tiff.height()) {
            throw damaged("The TIFF is damaged: its picture is not of the size that it claims.");
        }
        return ViewPass.of(BgrPixels.of(image, watch), tiff.width(), tiff.height(), reading, watch);
    }
}
