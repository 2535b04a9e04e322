package io.limn.frame;

import static io.limn.frame.HeaderParser.damaged;
import static io.limn.frame.HeaderParser.unsupported;

/** JPEG: see {@link JpegStructure}, which the decoder needs too. */
final class JpegHeader implements HeaderParser {
    /** Cameras write at most a few dozen; thousands of them over a large picture are an attack on time. */
    private static final int MOST_SCANS = 200;

    @Override
    public Stored parse(byte[] file) throws FrameRejectedException {
        JpegStructure jpeg = JpegStructure.read(file);
        if (jpeg.scans() > MOST_SCANS) {
            throw damaged("The JPEG has " + jpeg.scans() + " scans; more than " + MOST_SCANS + " are not decoded.");
        }
        if (jpeg.precision() != 8 || !jpeg.huffmanCoded()) {
            throw unsupported("The JPEG is lossless, arithmetic-coded or of " + jpeg.precision()
                    + " bits per sample; send it as baseline or progressive with 8 bits.");
        }
        if (jpeg.components() != 1 && jpeg.components() != 3 && jpeg.components() != 4) {
            throw unsupported("The JPEG has " + jpeg.components() + " colour components; 1, 3 or 4 are read.");
        }
        return new Stored(jpeg.width(), jpeg.height(), jpeg.orientation());
    }
}
