package io.limn.output;

/**
 * Encodes a large picture strip by strip, so that it can be stopped between two of them, by what its rows throw, and no more than a strip's
 * pixels are held. Thread-safe.
 *
 * @param encoder of a strip; writes baseline JPEG at 4:4:4, with the same tables each time
 * @param most pixels of a strip
 */
record StripedJpegEncoder(JpegEncoder encoder, int most) implements JpegEncoder {
    /** About a tenth of a second of the slower encoder. */
    private static final int PIXELS = 1 << 22;

    StripedJpegEncoder(JpegEncoder encoder) {
        this(encoder, PIXELS);
    }

    @Override
    public byte[] encode(int width, int height, RowSource rows, int quality) {
        int strip = JpegStrips.rows(width, most);
        if (height <= strip) {
            return encoder.encode(width, height, rows, quality);
        }
        JpegStrips whole = new JpegStrips(width, height, strip);
        for (int top = 0; top < height; top += strip) {
            int from = top;
            whole.add(
                    encoder.encode(width, Math.min(strip, height - top), (y, rgb) -> rows.row(from + y, rgb), quality));
        }
        return whole.file();
    }
}
