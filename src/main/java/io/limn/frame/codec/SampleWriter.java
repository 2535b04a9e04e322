package io.limn.frame.codec;

import io.limn.frame.colour.ColourTransform;
import io.limn.frame.plate.PlateStore;

/** Turns rows of samples into pixels of the canvas. */
final class SampleWriter {
    private final Samples kind;
    private final BgrCanvas canvas;
    private final int width;
    private final Watch watch;
    private final int most;
    private final PlateStore store;
    private float[] rgba = {};
    private byte[] eight = new byte[0];
    private short[] sixteen = new short[0];
    private byte[] rgb = new byte[0];

    SampleWriter(Samples kind, BgrCanvas canvas, int width, Watch watch) {
        this(kind, canvas, width, watch, null);
    }

    /** @param store gets the samples as they are; null where they are not kept */
    SampleWriter(Samples kind, BgrCanvas canvas, int width, Watch watch, PlateStore store) {
        this.kind = kind;
        this.canvas = canvas;
        this.width = width;
        this.watch = watch;
        this.most = (1 << kind.bits()) - 1;
        this.store = store;
    }

    /**
     * @param samples {@code count} pixels, interleaved; changed on the way
     * @param step columns from one pixel to the next
     */
    void write(int x, int y, int step, int[] samples, int count) {
        int pixel = y * width + x;
        if (store != null) {
            keep(x, y, step, samples, count);
        }
        if (kind.palette() != null) {
            indexed(pixel, step, samples, count);
        } else if (kind.transform().isPresent()) {
            transformed(kind.transform().get(), pixel, step, samples, count);
        } else if (kind.colours() == 1) {
            grey(pixel, step, samples, count);
        } else {
            rgb(pixel, step, samples, count);
        }
        watch.passed(count);
    }

    private void keep(int x, int y, int step, int[] samples, int count) {
        if (rgba.length < 4 * count) {
            rgba = new float[4 * count];
        }
        float full = most;
        boolean grey = kind.colours() == 1;
        for (int i = 0, from = 0, to = 0; i < count; i++, from += kind.bands(), to += 4) {
            for (int c = 0; c < 3; c++) {
                int sample = samples[grey ? from : from + c];
                rgba[to + c] = (kind.inverted() ? most - sample : sample) / full;
            }
            rgba[to + 3] = kind.alpha() < 0 ? 1 : samples[from + kind.alpha()] / full;
        }
        store.put(x, y, step, rgba, count);
    }

    private void indexed(int pixel, int step, int[] samples, int count) {
        int[] palette = kind.palette();
        int bands = kind.bands();
        for (int i = 0, from = 0, at = pixel; i < count; i++, from += bands, at += step) {
            int argb = samples[from] < palette.length ? palette[samples[from]] : 0xFF000000;
            int alpha = kind.alpha() < 0 ? argb >>> 24 : to8(samples[from + kind.alpha()]);
            canvas.put(at, argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF, alpha, kind.associated());
        }
    }

    private void grey(int pixel, int step, int[] samples, int count) {
        int bands = kind.bands();
        for (int i = 0, from = 0, at = pixel; i < count; i++, from += bands, at += step) {
            int value = to8(kind.inverted() ? most - samples[from] : samples[from]);
            put(at, value, value, value, samples, from);
        }
    }

    private void rgb(int pixel, int step, int[] samples, int count) {
        int bands = kind.bands();
        if (kind.alpha() < 0 && kind.clear() == null) {
            for (int i = 0, from = 0, at = pixel; i < count; i++, from += bands, at += step) {
                canvas.put(at, to8(samples[from]), to8(samples[from + 1]), to8(samples[from + 2]));
            }
            return;
        }
        for (int i = 0, from = 0, at = pixel; i < count; i++, from += bands, at += step) {
            put(at, to8(samples[from]), to8(samples[from + 1]), to8(samples[from + 2]), samples, from);
        }
    }

    private void put(int at, int red, int green, int blue, int[] samples, int from) {
        if (kind.alpha() >= 0) {
            canvas.put(at, red, green, blue, to8(samples[from + kind.alpha()]), kind.associated());
        } else if (kind.clear() != null) {
            canvas.put(at, red, green, blue, isClear(samples, from) ? 0 : 255, false);
        } else {
            canvas.put(at, red, green, blue);
        }
    }

    private boolean isClear(int[] samples, int from) {
        for (int i = 0; i < kind.colours(); i++) {
            if (samples[from + i] != kind.clear()[i]) {
                return false;
            }
        }
        return true;
    }

    private void transformed(ColourTransform transform, int pixel, int step, int[] samples, int count) {
        int colours = kind.colours();
        if (rgb.length < count * 3) {
            rgb = new byte[count * 3];
            eight = new byte[count * colours];
            sixteen = new short[kind.bits() > 8 ? count * colours : 0];
        }
        boolean deep = kind.bits() > 8;
        for (int i = 0, from = 0, to = 0; i < count; i++, from += kind.bands()) {
            for (int c = 0; c < colours; c++, to++) {
                int value = straight(samples, from, c);
                if (deep) {
                    sixteen[to] = (short) (most == 65535 ? value : (int) ((value * 65535L + most / 2) / most));
                } else {
                    eight[to] = (byte) to8(value);
                }
            }
        }
        if (deep) {
            transform.from16(sixteen, count, rgb);
        } else {
            transform.from8(eight, count, rgb);
        }
        for (int i = 0, from = 0, at = pixel; i < count; i++, from += kind.bands(), at += step) {
            int red = rgb[3 * i] & 0xFF;
            int green = rgb[3 * i + 1] & 0xFF;
            int blue = rgb[3 * i + 2] & 0xFF;
            if (kind.alpha() >= 0) { // colours have been freed of alpha above
                canvas.put(at, red, green, blue, to8(samples[from + kind.alpha()]), false);
            } else {
                put(at, red, green, blue, samples, from);
            }
        }
    }

    /** A colour sample as the transform takes it: not inverted, not multiplied with alpha. */
    private int straight(int[] samples, int from, int colour) {
        int value = kind.inverted() ? most - samples[from + colour] : samples[from + colour];
        if (kind.associated() && kind.alpha() >= 0) {
            int alpha = samples[from + kind.alpha()];
            return alpha == 0 ? value : (int) Math.min(most, ((long) value * most + alpha / 2) / alpha);
        }
        return value;
    }

    private int to8(int value) {
        return most == 255 ? value : (value * 255 + (most >> 1)) / most;
    }
}
