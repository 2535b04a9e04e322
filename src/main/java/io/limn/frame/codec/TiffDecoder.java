package io.limn.frame.codec;

import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.JpegStructure;
import io.limn.frame.header.TiffCompression;
import io.limn.frame.header.TiffStructure;
import java.io.IOException;

/**
 * TIFF: strips and tiles of samples row by row; JPEG in TIFF by the JPEG decoder.
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
        boolean transformed =
                tiff.icc().isPresent() || tiff.photometric() == TiffStructure.CIELAB || reading.changesView();
        return Cost.of(
                (tiff.ycc().isPresent() ? CostTable.TIFF_YCC_PIXEL : CostTable.TIFF_SAMPLE * tiff.bands())
                                * tiff.pixels()
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

    @Override
    public Decoded decode(byte[] file, TiffStructure tiff, PlateReading reading, Watch watch)
            throws IOException, FrameRejectedException {
        if (!tiff.jpeg().isEmpty()) {
            byte[] bgr = new TiffJpegs(jpegs, file, tiff, watch).decode();
            return ViewPass.of(bgr, tiff.width(), tiff.height(), reading, watch);
        }
        if (tiff.ycc().isPresent()) {
            byte[] bgr = new TiffYccSamples(file, tiff, watch).decode();
            return ViewPass.of(bgr, tiff.width(), tiff.height(), reading, watch);
        }
        return new TiffSamples(file, tiff, reading, watch).decode();
    }
}
