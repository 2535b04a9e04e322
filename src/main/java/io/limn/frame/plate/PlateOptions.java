package io.limn.frame.plate;

/**
 * How a plate is to be read.
 *
 * @param read what the request says of it
 * @param pixels whether the frame keeps the plate's own pixels beside the 8-bit view
 */
public record PlateOptions(ReadOptions read, boolean pixels) {
    /** All left to the file and the configuration; the view alone. */
    public static final PlateOptions DEFAULT = new PlateOptions(ReadOptions.DEFAULT, false);

    public PlateOptions withPixels(boolean kept) {
        return new PlateOptions(read, kept);
    }
}
