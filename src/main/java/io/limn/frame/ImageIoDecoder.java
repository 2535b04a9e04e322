package io.limn.frame;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.spi.ImageReaderSpi;

/** Formats whose ImageIO reader is used as it is. */
record ImageIoDecoder(ImageReaderSpi spi) implements PixelDecoder {
    @Override
    public byte[] decode(byte[] file, HeaderParser.Stored size) throws IOException, FrameRejectedException {
        BufferedImage image = Codecs.read(spi, file, file.length, null);
        if (image.getWidth() != size.width() || image.getHeight() != size.height()) {
            throw HeaderParser.damaged("The frame is damaged: it claims " + size.width() + "x" + size.height()
                    + " pixels and holds " + image.getWidth() + "x" + image.getHeight() + ".");
        }
        return BgrPixels.of(image);
    }
}
