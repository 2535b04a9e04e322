package io.limn.frame.codec;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.colour.ColourTransform;
import io.limn.frame.colour.IccProfiles;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.JpegStream;
import io.limn.frame.header.JpegStructure;
import io.limn.frame.header.TiffCompression;
import io.limn.frame.header.TiffGrid;
import io.limn.frame.header.TiffStructure;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The JPEGs in a TIFF, one for each strip or tile, put together. */
final class TiffJpegs {
    private final JpegDecoder jpegs;
    private final byte[] file;
    private final TiffStructure tiff;
    private final Watch watch;

    TiffJpegs(JpegDecoder jpegs, byte[] file, TiffStructure tiff, Watch watch) {
        this.jpegs = jpegs;
        this.file = file;
        this.tiff = tiff;
        this.watch = watch;
    }

    byte[] decode() throws IOException, FrameRejectedException {
        TiffGrid grid = tiff.grid();
        byte[] bgr = new byte[Math.multiplyExact(Math.multiplyExact(tiff.width(), tiff.height()), 3)];
        Optional<ColourTransform> transform = tiff.icc()
                .flatMap(icc ->
                        IccProfiles.transform(Arrays.copyOfRange(file, icc.at(), icc.at() + icc.size()), tiff.bands()));
        for (int i = 0; i < grid.blocks().length; i++) {
            JpegStructure jpeg = tiff.jpeg().get(i);
            byte[] stream = JpegStream.of(file, tiff.jpegTables(), grid.blocks()[i]);
            byte[] part = jpegs.decode(stream, jpeg, colours(jpeg), transform, watch);
            put(part, jpeg, i % grid.across(), i / grid.across(), bgr);
            watch.look();
        }
        return bgr;
    }

    /** The TIFF's word counts, as its JPEGs need no markers that say it; but an old-style one is a file of its own. */
    private JpegColours colours(JpegStructure jpeg) {
        if (tiff.compression() == TiffCompression.OLD_JPEG) {
            return JpegColours.of(jpeg);
        }
        return new JpegColours(
                jpeg.components() == 4 ? jpeg.adobeTransform() == 2 : tiff.photometric() == TiffStructure.YCBCR,
                jpeg.components() == 1 && tiff.photometric() == TiffStructure.WHITE_IS_ZERO);
    }

    private void put(byte[] part, JpegStructure jpeg, int column, int row, byte[] bgr) throws FrameRejectedException {
        TiffGrid grid = tiff.grid();
        int width = grid.columns(column, tiff.width());
        int height = grid.rows(row, tiff.height());
        if (jpeg.width() < width || jpeg.height() < height) {
            throw damaged("The TIFF is damaged: a part of its picture is " + jpeg.width() + "x" + jpeg.height()
                    + " pixels instead of " + width + "x" + height + ".");
        }
        for (int y = 0; y < height; y++) {
            int to = ((row * grid.blockHeight() + y) * tiff.width() + column * grid.blockWidth()) * 3;
            System.arraycopy(part, y * jpeg.width() * 3, bgr, to, width * 3);
        }
    }
}
