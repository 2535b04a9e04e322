package io.limn.frame.codec;

import io.limn.frame.colour.PlateView;
import io.limn.frame.header.DpxStructure;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.PlateStore;
import io.limn.frame.plate.Window;
import java.util.Optional;

/** DPX, row by row. */
public final class DpxDecoder implements PlateDecoder<DpxStructure> {
    private static final double NANOS_A_PIXEL = 60;
    private static final int FULL = 65535;

    @Override
    public Cost cost(DpxStructure dpx, PlateReading reading) {
        return Cost.of(
                NANOS_A_PIXEL * dpx.pixels(),
                reading.pixels() ? PlateStore.bytes(dpx.pixels(), PlateStore.Kind.UINT16, alpha(dpx)) : 0);
    }

    private static boolean alpha(DpxStructure dpx) {
        return dpx.kind() == DpxStructure.Kind.RGBA || dpx.kind() == DpxStructure.Kind.ABGR;
    }

    @Override
    public Decoded decode(byte[] file, DpxStructure dpx, PlateReading reading, Watch watch) {
        int width = dpx.width();
        Window window = Window.of(width, dpx.height());
        PlateMetadata metadata = new PlateMetadata(
                window,
                window,
                dpx.pixelAspect(),
                dpx.bits(),
                false,
                reading.colour().orElse(dpx.colour()),
                Optional.empty(),
                dpx.rate(),
                dpx.timeCode(),
                "");
        PlateView view = new PlateView(metadata.colour(), metadata.colour().chromaticities(), reading.stops());
        PlateStore store = reading.pixels()
                ? new PlateStore(width, dpx.height(), dpx.orientation(), PlateStore.Kind.UINT16, alpha(dpx), false)
                : null;
        byte[] bgr = new byte[Math.multiplyExact(Math.multiplyExact(width, dpx.height()), 3)];
        DpxRow row = new DpxRow(file, dpx);
        int[] samples = new int[Math.multiplyExact(width, dpx.kind().bands())];
        short[] colours = new short[3 * width];
        byte[] rgb = new byte[3 * width];
        float[] rgba = new float[store == null ? 0 : 4 * width];
        for (int y = 0; y < dpx.height(); y++) {
            row.unpack(y, samples);
            spread(samples, dpx, colours);
            view.from16(colours, width, rgb);
            for (int i = 0, at = y * width * 3; i < 3 * width; i += 3, at += 3) {
                bgr[at] = rgb[i + 2];
                bgr[at + 1] = rgb[i + 1];
                bgr[at + 2] = rgb[i];
            }
            if (store != null) {
                keep(samples, dpx, colours, rgba);
                store.put(0, y, 1, rgba, width);
            }
            watch.passed(width);
        }
        return new Decoded(bgr, metadata, Optional.ofNullable(store));
    }

    /** Three samples a pixel, red first, of full scale 65535. */
    private static void spread(int[] samples, DpxStructure dpx, short[] colours) {
        int most = (1 << dpx.bits()) - 1;
        int bands = dpx.kind().bands();
        boolean grey = dpx.kind() == DpxStructure.Kind.GREY;
        boolean turned = dpx.kind() == DpxStructure.Kind.ABGR;
        for (int from = 0, to = 0; to < colours.length; from += bands, to += 3) {
            for (int c = 0; c < 3; c++) {
                int sample = samples[grey ? from : turned ? from + 3 - c : from + c];
                colours[to + c] = (short) ((int) (((long) sample * FULL + most / 2) / most));
            }
        }
    }

    private static void keep(int[] samples, DpxStructure dpx, short[] colours, float[] rgba) {
        float most = (1 << dpx.bits()) - 1;
        int alphaAt = dpx.kind() == DpxStructure.Kind.ABGR ? 0 : 3;
        for (int i = 0, to = 0; to < rgba.length; i++, to += 4) {
            for (int c = 0; c < 3; c++) {
                rgba[to + c] = (colours[3 * i + c] & FULL) / (float) FULL;
            }
            rgba[to + 3] = alpha(dpx) ? samples[4 * i + alphaAt] / most : 1;
        }
    }
}
