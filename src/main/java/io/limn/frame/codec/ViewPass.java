package io.limn.frame.codec;

import io.limn.frame.colour.ColourSpace;
import io.limn.frame.colour.PlateView;
import io.limn.frame.plate.BgrPlate;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.Window;
import java.util.Optional;

/** Makes the view of a picture of 8 bits that was decoded as sRGB, where another colour space or an exposure is set. */
public final class ViewPass {
    private static final double NANOS_A_PIXEL = 20;

    private ViewPass() {}

    public static double seconds(long pixels) {
        return pixels * NANOS_A_PIXEL / 1e9;
    }

    /** @param bgr kept as the plate where the view differs from it */
    public static Decoded of(byte[] bgr, int width, int height, PlateReading reading, Watch watch) {
        if (!reading.changesView()) {
            return Decoded.plain(bgr, width, height);
        }
        ColourSpace space = reading.colour().orElse(ColourSpace.SRGB);
        PlateView view = new PlateView(space, space.chromaticities(), reading.stops());
        byte[] shown = new byte[bgr.length];
        byte[] row = new byte[3 * width];
        for (int from = 0; from < bgr.length; from += row.length) {
            for (int i = 0; i < row.length; i += 3) {
                row[i] = bgr[from + i + 2];
                row[i + 1] = bgr[from + i + 1];
                row[i + 2] = bgr[from + i];
            }
            view.from8(row, width, row);
            for (int i = 0; i < row.length; i += 3) {
                shown[from + i] = row[i + 2];
                shown[from + i + 1] = row[i + 1];
                shown[from + i + 2] = row[i];
            }
            watch.passed(width);
        }
        Window window = Window.of(width, height);
        PlateMetadata metadata = new PlateMetadata(
                window, window, 1, 8, false, space, Optional.empty(), Optional.empty(), Optional.empty(), "");
        return new Decoded(
                shown, metadata, reading.pixels() ? Optional.of(new BgrPlate(width, bgr)) : Optional.empty());
    }
}
