package io.limn.frame.codec;

import io.limn.frame.colour.ColourSpace;
import io.limn.frame.colour.ColourTransform;
import io.limn.frame.colour.GreyTransform;
import io.limn.frame.colour.PlateView;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.PlateStore;
import io.limn.frame.plate.Window;
import java.util.Optional;

/** What PNG and TIFF do with samples of up to 16 bits besides showing them. */
final class DeepPlate {
    private static final int BYTES_A_SAMPLE = 2;

    private DeepPlate() {}

    /**
     * The way from the samples to the view by the space that is set.
     *
     * @param components 1 grey, 3 RGB
     */
    static Optional<ColourTransform> transform(PlateReading reading, int components) {
        ColourSpace space = reading.colour().orElseThrow();
        if (PlateView.unchanged(space, reading.stops())) {
            return Optional.empty();
        }
        ColourTransform view = new PlateView(space, space.chromaticities(), reading.stops());
        return Optional.of(components == 1 ? new GreyTransform(view) : view);
    }

    /** Null where the samples are not kept. */
    static PlateStore store(int width, int height, int orientation, Samples kind, PlateReading reading) {
        return reading.pixels() && kind.plain() && (kind.bits() > 8 || reading.changesView())
                ? new PlateStore(
                        width, height, orientation, PlateStore.Kind.UINT16, kind.alpha() >= 0, kind.associated())
                : null;
    }

    static long bytes(long pixels, int bits, PlateReading reading) {
        return reading.pixels() && bits > 8 ? pixels * 4 * BYTES_A_SAMPLE : 0;
    }

    /**
     * @param bgr shown by {@link #transform}
     * @param store as of {@link #store}
     */
    static Decoded of(
            byte[] bgr, int width, int height, Samples kind, PlateStore store, PlateReading reading, Watch watch) {
        boolean exposed = reading.colour().isEmpty() && reading.stops() != 0;
        byte[] shown = exposed ? ViewPass.of(bgr, width, height, reading, watch).bgr() : bgr;
        ColourSpace space = reading.colour().orElse(ColourSpace.SRGB);
        Window window = Window.of(width, height);
        PlateMetadata metadata = new PlateMetadata(
                window,
                window,
                1,
                kind.plain() ? kind.bits() : 8,
                false,
                space,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
        return new Decoded(shown, metadata, Optional.ofNullable(store));
    }
}
