package io.limn.frame.plate;

/**
 * Keeps a plate's pixels in the fewest bytes that hold them exactly: two a sample for halves and for integers up to 16 bits, four for
 * floats. Written by one thread while the plate is decoded; read after that.
 */
public final class PlateStore implements PlatePixels {
    /** What a sample is kept as. */
    public enum Kind {
        HALF(2),
        /** 0..1 in steps of 1/65535. */
        UINT16(2),
        FLOAT(4);

        private final int bytes;

        Kind(int bytes) {
            this.bytes = bytes;
        }
    }

    private static final float FULL = 65535;

    private final Kind kind;
    private final int storedWidth;
    private final int orientation;
    private final int width;
    private final int height;
    private final int channels;
    private final boolean associated;
    private final short[] shorts;
    private final float[] floats;

    /**
     * Clear black.
     *
     * @param width as stored
     * @param height as stored
     * @param orientation EXIF orientation, undone when rows are read
     */
    public PlateStore(int width, int height, int orientation, Kind kind, boolean alpha, boolean associated) {
        this.kind = kind;
        this.storedWidth = width;
        this.orientation = orientation;
        this.width = orientation >= 5 ? height : width;
        this.height = orientation >= 5 ? width : height;
        this.channels = alpha ? 4 : 3;
        this.associated = associated;
        int samples = Math.multiplyExact(Math.multiplyExact(width, height), channels);
        shorts = kind == Kind.FLOAT ? null : new short[samples];
        floats = kind == Kind.FLOAT ? new float[samples] : null;
    }

    /** Bytes that such a store takes. */
    public static long bytes(long pixels, Kind kind, boolean alpha) {
        return pixels * (alpha ? 4 : 3) * kind.bytes;
    }

    /**
     * @param x column of the first pixel, as stored
     * @param y row, as stored
     * @param step columns from one pixel to the next
     * @param rgba {@code count} pixels of four floats
     */
    public void put(int x, int y, int step, float[] rgba, int count) {
        int at = (y * storedWidth + x) * channels;
        for (int i = 0; i < count; i++, at += step * channels) {
            for (int c = 0; c < channels; c++) {
                float value = rgba[4 * i + c];
                switch (kind) {
                    case HALF -> shorts[at + c] = Half.of(value);
                    case UINT16 -> shorts[at + c] = (short) Math.round(value * FULL);
                    default -> floats[at + c] = value;
                }
            }
        }
    }

    @Override
    public boolean alpha() {
        return channels == 4;
    }

    @Override
    public boolean associated() {
        return associated;
    }

    @Override
    public void row(int y, float[] rgba) {
        int right = storedWidth - 1;
        int storedHeight = orientation >= 5 ? width : height;
        int last = storedWidth * storedHeight - 1;
        int bottom = last - right;
        // For upright pixel (x, y) the stored pixel is origin + x * stepX + y * stepY.
        int origin = new int[] {0, right, last, bottom, 0, bottom, last, right}[orientation - 1];
        int stepX = new int[] {1, -1, -1, 1, storedWidth, -storedWidth, -storedWidth, storedWidth}[orientation - 1];
        int stepY = new int[] {storedWidth, storedWidth, -storedWidth, -storedWidth, 1, 1, -1, -1}[orientation - 1];
        for (int x = 0, to = 0; x < width; x++, to += 4) {
            int at = (origin + x * stepX + y * stepY) * channels;
            rgba[to + 3] = 1;
            for (int c = 0; c < channels; c++) {
                rgba[to + c] = value(at + c);
            }
        }
    }

    private float value(int at) {
        return switch (kind) {
            case HALF -> Half.toFloat(shorts[at]);
            case UINT16 -> (shorts[at] & 0xFFFF) / FULL;
            default -> floats[at];
        };
    }
}
