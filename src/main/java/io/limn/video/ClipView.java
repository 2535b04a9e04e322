package io.limn.video;

import io.limn.frame.Frame;
import io.limn.frame.ViewSettings;
import io.limn.frame.colour.ColourSpace;
import io.limn.frame.colour.PlateView;
import io.limn.frame.plate.BgrPlate;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.PlatePixels;
import io.limn.frame.plate.PlateStore;
import io.limn.frame.plate.Rate;
import io.limn.frame.plate.Window;
import java.util.Optional;

/** Converts a clip's raw frames to frames: the 8-bit view and, if requested, the clip's own pixels. Not thread-safe. */
final class ClipView {
    private final Clip clip;
    private final ColourSpace space;
    private final PlateView view;
    private final boolean deep;
    private final boolean pixels;

    /** @param pixels whether frames keep the clip's own pixels */
    ClipView(Clip clip, ViewSettings settings, boolean pixels) {
        this.clip = clip;
        this.pixels = pixels;
        space = settings.colour().orElse(clip.colours().space());
        view = PlateView.unchanged(space, settings.stops())
                ? null
                : new PlateView(space, space.chromaticities(), settings.stops());
        deep = clip.bits() > 8;
    }

    ColourSpace space() {
        return space;
    }

    /** Bytes per sample: 1 for raw frames in {@code bgr24}, 2 for {@code rgb48le}. */
    int sampleBytes() {
        return deep ? 2 : 1;
    }

    /** @param raw of the size after rotation; not kept */
    Frame frame(byte[] raw, int place) {
        int width = clip.shownWidth();
        int height = clip.shownHeight();
        byte[] bgr = new byte[width * height * 3];
        PlateStore store = pixels && (deep || view != null)
                ? new PlateStore(width, height, 1, PlateStore.Kind.UINT16, false, false)
                : null;
        if (deep) {
            deep(raw, bgr, store);
        } else {
            plain(raw, bgr, store);
        }
        Optional<PlatePixels> plate = store != null
                ? Optional.of(store)
                : deep || view != null ? Optional.empty() : Optional.of(new BgrPlate(width, bgr));
        return new Frame(width, height, bgr, metadata(place), plate);
    }

    private PlateMetadata metadata(int place) {
        Window window = Window.of(clip.shownWidth(), clip.shownHeight());
        return new PlateMetadata(
                window,
                window,
                clip.shownAspect().value(),
                clip.bits(),
                false,
                space,
                space == ColourSpace.SRGB ? Optional.empty() : Optional.of(space.chromaticities()),
                Optional.of(new Rate(
                        (int) clip.rate().numerator(), (int) clip.rate().denominator())),
                clip.timecode().flatMap(first -> first.plus(place).packed()),
                "");
    }

    private void plain(byte[] raw, byte[] bgr, PlateStore store) {
        System.arraycopy(raw, 0, bgr, 0, bgr.length);
        if (view == null) {
            return;
        }
        int width = clip.shownWidth();
        byte[] row = new byte[3 * width];
        float[] samples = new float[4 * width];
        for (int y = 0; y < clip.shownHeight(); y++) {
            swap(bgr, y * row.length, row, 0, width);
            if (store != null) {
                for (int x = 0; x < width; x++) {
                    for (int c = 0; c < 3; c++) {
                        samples[4 * x + c] = (row[3 * x + c] & 0xFF) / 255f;
                    }
                }
                store.put(0, y, 1, samples, width);
            }
            view.from8(row, width, row);
            swap(row, 0, bgr, y * row.length, width);
        }
    }

    private void deep(byte[] raw, byte[] bgr, PlateStore store) {
        int width = clip.shownWidth();
        short[] row = new short[3 * width];
        byte[] shown = new byte[3 * width];
        float[] samples = new float[4 * width];
        for (int y = 0, from = 0; y < clip.shownHeight(); y++) {
            for (int i = 0; i < row.length; i++, from += 2) {
                row[i] = (short) (raw[from] & 0xFF | raw[from + 1] << 8);
            }
            if (store != null) {
                for (int x = 0; x < width; x++) {
                    for (int c = 0; c < 3; c++) {
                        samples[4 * x + c] = (row[3 * x + c] & 0xFFFF) / 65535f;
                    }
                }
                store.put(0, y, 1, samples, width);
            }
            if (view == null) {
                for (int i = 0; i < row.length; i++) {
                    shown[i] = (byte) (((row[i] & 0xFFFF) + 128) / 257);
                }
            } else {
                view.from16(row, width, shown);
            }
            swap(shown, 0, bgr, y * shown.length, width);
        }
    }

    /** Swaps red and blue. */
    private static void swap(byte[] from, int at, byte[] to, int into, int pixels) {
        for (int i = 0; i < 3 * pixels; i += 3) {
            to[into + i] = from[at + i + 2];
            to[into + i + 1] = from[at + i + 1];
            to[into + i + 2] = from[at + i];
        }
    }
}
