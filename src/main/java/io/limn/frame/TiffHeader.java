package io.limn.frame;

import static io.limn.frame.HeaderParser.damaged;
import static io.limn.frame.HeaderParser.unsupported;

/** TIFF: the first page's directory. Pages after it are not looked at. */
final class TiffHeader implements HeaderParser {
    private static final int MOST_SAMPLES = 8;
    private static final int TILE_SLACK = 4096;

    @Override
    public Stored parse(byte[] file) throws FrameRejectedException {
        TiffDirectory page = TiffDirectory.read(Bytes.bigEndian(file));
        long width = page.value(TiffDirectory.WIDTH, 0);
        long height = page.value(TiffDirectory.HEIGHT, 0);
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw damaged("The TIFF is damaged: it claims a size of " + width + "x" + height + ".");
        }
        long bits = page.value(TiffDirectory.BITS_PER_SAMPLE, 1);
        if (bits > 16 || page.value(TiffDirectory.SAMPLE_FORMAT, 1) == 3) {
            throw unsupported(
                    "The TIFF has " + bits + "-bit or floating-point samples; send it with 8 or 16 bits per sample.");
        }
        if (page.value(TiffDirectory.SAMPLES_PER_PIXEL, 1) > MOST_SAMPLES) {
            throw unsupported("The TIFF has more than " + MOST_SAMPLES + " samples per pixel.");
        }
        // Tiles are allocated whole: one that dwarfs its picture is a bomb.
        if (page.value(TiffDirectory.TILE_WIDTH, 0) > width + TILE_SLACK
                || page.value(TiffDirectory.TILE_HEIGHT, 0) > height + TILE_SLACK) {
            throw damaged("The TIFF is damaged: its tiles are larger than its picture.");
        }
        return new Stored((int) width, (int) height, (int) Math.min(9, page.value(TiffDirectory.ORIENTATION, 1)));
    }
}
