package io.limn.output.matte;

import java.util.Arrays;
import java.util.List;

/**
 * A part of the frame on a transparent background. Foreground colours under soft edges are estimated (blur fusion, Forte 2021) from the
 * colours of opaque pixels nearby and of the surroundings, corrected by the pixel's own colour. Read from top to bottom. Not thread-safe.
 */
public final class Cutout {
    private static final int CHANNELS = 3;
    private static final int RADIUS = 3;
    private static final float LEAST = 1e-3f;
    private static final float FULL = 255;

    private final MatteFrame frame;
    private final Matte matte;
    private final boolean premultiplied;
    private final Window window;
    private final MatteRows rows;
    private final float[] alpha;
    private final Taps across;
    private final Taps down;
    /** Blue, green and red of the matte, and of its surroundings, at the coarse level. */
    private final float[][] inside;

    private final float[][] outside;

    /** @param premultiplied whether colours are multiplied by alpha */
    public Cutout(MatteFrame frame, Matte matte, boolean premultiplied) {
        this.frame = frame;
        this.matte = matte;
        this.premultiplied = premultiplied;
        window = MatteBounds.of(matte, frame).window();
        rows = new MatteRows(frame, List.of(matte));
        alpha = new float[frame.width()];
        Level coarse = frame.coarse();
        across = Taps.of(frame.width(), 1.0 / coarse.scale(), 0, coarse.width());
        down = Taps.of(frame.height(), 1.0 / coarse.scale(), 0, coarse.height());
        float[] share = shrunk(coarse);
        inside = colours(coarse, share, false);
        outside = colours(coarse, share, true);
    }

    private float[] shrunk(Level coarse) {
        float[] share = new float[coarse.width() * coarse.height()];
        float area = (float) coarse.scale() * coarse.scale();
        MatteRows reader = new MatteRows(frame, List.of(matte));
        for (int y = 0; window != null && y < frame.height(); y++) {
            if (y >= window.top() && y < window.bottom()) {
                reader.read(y);
                reader.matte(matte, window.left(), window.right(), alpha);
                int at = Math.min(coarse.height() - 1, y / coarse.scale()) * coarse.width();
                for (int x = window.left(); x < window.right(); x++) {
                    share[at + x / coarse.scale()] += alpha[x] / area;
                }
            }
        }
        Arrays.fill(alpha, 0);
        return share;
    }

    /** The local mean colour of the matte, or of everything else; weighted towards pixels that belong to it entirely. */
    private static float[][] colours(Level level, float[] share, boolean other) {
        int pixels = share.length;
        BoxMean box = new BoxMean(pixels);
        float[] weight = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            float own = Math.min(1, other ? 1 - share[i] : share[i]);
            weight[i] = own * own * own;
        }
        float[] sum = new float[pixels];
        box.mean(weight, sum, level.width(), level.height(), RADIUS);
        float[][] colours = new float[CHANNELS][pixels];
        for (int channel = 0; channel < CHANNELS; channel++) {
            float[] plane = colours[channel];
            for (int i = 0; i < pixels; i++) {
                plane[i] = weight[i] * (level.bgr()[i * CHANNELS + channel] & 0xFF);
            }
            box.mean(plane, plane, level.width(), level.height(), RADIUS);
            for (int i = 0; i < pixels; i++) {
                plane[i] = sum[i] > LEAST ? plane[i] / sum[i] : level.bgr()[i * CHANNELS + channel] & 0xFF;
            }
        }
        return colours;
    }

    /**
     * Writes a row as red, green, blue and alpha bytes.
     *
     * @param at index in {@code bytes} of the first byte
     */
    public void row(int y, byte[] bytes, int at) {
        Arrays.fill(bytes, at, at + 4 * frame.width(), (byte) 0);
        if (window == null || y < window.top() || y >= window.bottom()) {
            return;
        }
        rows.read(y);
        rows.matte(matte, window.left(), window.right(), alpha);
        byte[] bgr = frame.frame().bgr();
        for (int x = window.left(); x < window.right(); x++) {
            int coverage = (int) (alpha[x] * FULL + 0.5f);
            if (coverage == 0) {
                continue;
            }
            int to = at + 4 * x;
            int from = (y * frame.width() + x) * CHANNELS;
            for (int channel = 0; channel < CHANNELS; channel++) {
                float seen = bgr[from + channel] & 0xFF;
                float value = coverage == FULL ? seen : own(channel, x, y, seen);
                bytes[to + 2 - channel] = (byte) ((premultiplied ? value * alpha[x] : value) + 0.5f);
            }
            bytes[to + 3] = (byte) coverage;
        }
    }

    private float own(int channel, int x, int y, float seen) {
        float near = value(inside[channel], x, y);
        float behind = value(outside[channel], x, y);
        float share = alpha[x];
        return Math.min(FULL, Math.max(0, near + share * (seen - share * near - (1 - share) * behind)));
    }

    private float value(float[] plane, int x, int y) {
        int width = frame.coarse().width();
        int low = down.low()[y] * width;
        int high = down.high()[y] * width;
        int left = across.low()[x];
        int right = across.high()[x];
        float fraction = across.fraction()[x];
        float top = plane[low + left] + (plane[low + right] - plane[low + left]) * fraction;
        float bottom = plane[high + left] + (plane[high + right] - plane[high + left]) * fraction;
        return top + (bottom - top) * down.fraction()[y];
    }
}
