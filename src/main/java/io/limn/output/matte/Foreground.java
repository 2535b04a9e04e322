package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import java.util.Arrays;
import java.util.List;

/**
 * The matte of all people: the network's probability, fitted to the picture in the band around its edge, from coarse levels to fine ones.
 */
final class Foreground {
    /** Pixels per side of a tile. */
    private static final int TILE = 32;
    /** The most neighbouring tiles that are computed together. */
    private static final int MOST_TILES = 4;

    private static final float SURE = 0.01f;
    private static final byte MIXED = 2;
    /** Log-odds beyond which the matte starts as exactly 0 or 1. */
    private static final float CERTAIN = 8;

    private final Tuning tuning;
    private final List<Level> levels;
    private final double cell;
    private final Runnable check;

    /**
     * Buffers of one thread.
     *
     * @param part the plane in and around the tiles
     * @param line coefficients interpolated to one row of pixels
     * @param states of the line, see {@link #state}
     */
    private record Buffers(GuidedFilter filter, float[] part, float[] coefficients, float[] line, byte[] states) {
        static Buffers of(int radius) {
            int height = TILE + 2 * (2 * radius + 1);
            int width = height + (MOST_TILES - 1) * TILE;
            int line = GuidedFilter.COEFFICIENTS * (MOST_TILES * TILE + 2);
            return new Buffers(
                    new GuidedFilter(width, height),
                    new float[width * height],
                    new float[line * (TILE + 2)],
                    new float[line],
                    new byte[line / GuidedFilter.COEFFICIENTS]);
        }
    }

    private Foreground(List<Level> levels, double cell, Tuning tuning, Runnable check) {
        this.cell = cell;
        this.check = check;
        this.levels = levels;
        this.tuning = tuning;
    }

    /** The scale of the coarsest level, which has at least one pixel per cell. */
    static int coarsest(CellGrid grid) {
        return Integer.highestOneBit(Math.max(1, (int) (cell(grid) + 0.01)));
    }

    /** Frame pixels per side of what {@link ColourRefinement} treats as one cell; on a fused fine grid that is several of its cells. */
    private static double cell(CellGrid grid) {
        return ColourRefinement.of(grid).factor() * Math.min(grid.stepX(), grid.stepY());
    }

    /** The filter's radius, at most a cell: anything farther away was handled by {@link ColourOdds}. */
    private int radius(Level level) {
        return Math.max(1, Math.min(tuning.radius(), (int) (cell / level.scale() + 0.01)));
    }

    /**
     * Computes the matte.
     *
     * @param levels of the frame, down to {@link #coarsest}
     * @param check called for every row of tiles, by any thread; this method rethrows what it throws
     * @return coverage 0..1 of the frame, row-major
     */
    static float[] of(Cells cells, List<Level> levels, Tuning tuning, Runnable check) {
        Foreground foreground = new Foreground(levels, cell(cells.grid()), tuning, check);
        int last = levels.size() - 1;
        float[] plane = foreground.start(cells, levels.get(last));
        if (last == 0) {
            return foreground.fitted(plane, levels.get(0), levels.get(0), tuning.finish());
        }
        for (int i = last; i > 0; i--) {
            plane = foreground.fitted(
                    plane, levels.get(i), levels.get(i - 1), i == 1 ? tuning.finish() : tuning.contrast());
        }
        return plane;
    }

    private float[] start(Cells cells, Level level) {
        OddsPlane odds = cells.odds();
        float[] values = odds.values();
        float[] slopes = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            slopes[i] = tuning.slope() * values[i];
        }
        float[] plane = new float[level.width() * level.height()];
        new Enlargement(odds.grid(), level).plane(slopes, new Window(0, 0, level.width(), level.height()), plane);
        for (int i = 0; i < plane.length; i++) {
            float value = plane[i];
            plane[i] = value > CERTAIN ? 1 : value < -CERTAIN ? 0 : (float) (1 / (1 + Math.exp(-value)));
        }
        return plane;
    }

    /** Fits a plane to a level, and evaluates the fit at a level of the same or half the scale. */
    private float[] fitted(float[] plane, Level from, Level to, float contrast) {
        int factor = from.scale() / to.scale();
        float[] into = new float[to.width() * to.height()];
        Shared.steps((from.height() + TILE - 1) / TILE, () -> Buffers.of(radius(from)), (buffers, row) -> {
            check.run();
            tiles(row * TILE, plane, from, to, factor, contrast, buffers, into);
        });
        return into;
    }

    /** Computes a row of tiles; neighbouring tiles with an edge are computed together, since each needs pixels beyond its borders. */
    private void tiles(
            int top, float[] plane, Level from, Level to, int factor, float contrast, Buffers buffers, float[] into) {
        int height = Math.min(TILE, from.height() - top);
        int start = -1;
        for (int left = 0; left < from.width(); left += TILE) {
            int right = Math.min(left + TILE, from.width());
            Window tile = new Window(left, top, right - left, height);
            float constant = constant(plane, from, tile.grown(radius(from), from.width(), from.height()));
            if (constant >= 0) {
                fill(tile, constant, to, factor, into);
            } else if (start < 0) {
                start = left;
            }
            boolean last = right == from.width() || right - start == MOST_TILES * TILE;
            if (start >= 0 && (constant >= 0 || last)) {
                Window tiles = new Window(start, top, (constant >= 0 ? left : right) - start, height);
                edge(tiles, plane, from, to, factor, contrast, buffers, into);
                start = -1;
            }
        }
    }

    /** Computes the pixels around an edge, and fills the rest with constants. */
    private void edge(
            Window tiles,
            float[] plane,
            Level from,
            Level to,
            int factor,
            float contrast,
            Buffers buffers,
            float[] into) {
        EdgeWindow edge = EdgeWindow.of(plane, from, tiles, 2 * radius(from), SURE);
        Window inner = edge.window();
        fill(
                new Window(tiles.left(), tiles.top(), inner.left() - tiles.left(), tiles.height()),
                edge.left(),
                to,
                factor,
                into);
        fill(
                new Window(inner.right(), tiles.top(), tiles.right() - inner.right(), tiles.height()),
                edge.right(),
                to,
                factor,
                into);
        fill(
                new Window(inner.left(), tiles.top(), inner.width(), inner.top() - tiles.top()),
                edge.top(),
                to,
                factor,
                into);
        fill(
                new Window(inner.left(), inner.bottom(), inner.width(), tiles.bottom() - inner.bottom()),
                edge.bottom(),
                to,
                factor,
                into);
        Window corners = fit(inner, plane, from, buffers);
        apply(corners, finer(inner, to, factor), to, factor, contrast, buffers, into);
    }

    /** The window at the finer level, clipped: the finer level may have an odd number of columns or rows, and empty windows stay empty. */
    private static Window finer(Window window, Level to, int factor) {
        int left = Math.min(to.width(), window.left() * factor);
        int top = Math.min(to.height(), window.top() * factor);
        return new Window(
                left,
                top,
                Math.min(to.width(), window.right() * factor) - left,
                Math.min(to.height(), window.bottom() * factor) - top);
    }

    private static void fill(Window window, float constant, Level to, int factor, float[] into) {
        Window target = finer(window, to, factor);
        for (int y = target.top(); y < target.bottom(); y++) {
            Arrays.fill(into, y * to.width() + target.left(), y * to.width() + target.right(), constant);
        }
    }

    /** Fits the plane around a tile; returns the window of pixels that have coefficients. */
    private Window fit(Window tile, float[] plane, Level level, Buffers buffers) {
        Window window = tile.grown(2 * radius(level) + 1, level.width(), level.height());
        for (int y = 0; y < window.height(); y++) {
            System.arraycopy(
                    plane,
                    (window.top() + y) * level.width() + window.left(),
                    buffers.part(),
                    y * window.width(),
                    window.width());
        }
        buffers.filter().guide(level, window, radius(level), tuning.epsilon());
        Window whole = new Window(0, 0, window.width(), window.height());
        buffers.filter().fit(whole, buffers.part());
        Window corners = tile.grown(1, level.width(), level.height());
        buffers.filter()
                .coefficients(
                        whole,
                        new Window(
                                corners.left() - window.left(),
                                corners.top() - window.top(),
                                corners.width(),
                                corners.height()),
                        buffers.coefficients());
        return corners;
    }

    /** 0 or 1 if the plane is nearly that throughout the window, else -1. */
    private static float constant(float[] plane, Level level, Window window) {
        float first = plane[window.top() * level.width() + window.left()];
        boolean full = first > 0.5f;
        for (int y = window.top(); y < window.bottom(); y++) {
            int at = y * level.width();
            for (int x = window.left(); x < window.right(); x++) {
                float value = plane[at + x];
                if (full ? value < 1 - SURE : value > SURE) {
                    return -1;
                }
            }
        }
        return full ? 1 : 0;
    }

    /** @param window the pixels of the coarser level that have coefficients */
    private static void apply(
            Window window, Window target, Level to, int factor, float contrast, Buffers buffers, float[] into) {
        float[] coefficients = buffers.coefficients();
        float[] line = buffers.line();
        byte[] states = buffers.states();
        Taps across =
                Taps.of(target.width(), 1.0 / factor, (double) target.left() / factor - window.left(), window.width());
        Taps down =
                Taps.of(target.height(), 1.0 / factor, (double) target.top() / factor - window.top(), window.height());
        int pitch = GuidedFilter.COEFFICIENTS * window.width();
        byte[] bgr = to.bgr();
        for (int y = 0; y < target.height(); y++) {
            int low = down.low()[y] * pitch;
            int high = down.high()[y] * pitch;
            float fraction = down.fraction()[y];
            for (int i = 0; i < pitch; i++) {
                float above = coefficients[low + i];
                line[i] = above + (coefficients[high + i] - above) * fraction;
            }
            for (int x = 0, i = 0; x < window.width(); x++, i += GuidedFilter.COEFFICIENTS) {
                states[x] = state(line, i, contrast);
            }
            int at = (target.top() + y) * to.width() + target.left();
            for (int x = 0; x < target.width(); x++) {
                byte state = states[across.low()[x]];
                if (state != MIXED && state == states[across.high()[x]]) {
                    into[at + x] = state;
                    continue;
                }
                int i = GuidedFilter.COEFFICIENTS * across.low()[x];
                int j = GuidedFilter.COEFFICIENTS * across.high()[x];
                float share = across.fraction()[x];
                float value = line[i + 3] + (line[j + 3] - line[i + 3]) * share;
                float blue = line[i] + (line[j] - line[i]) * share;
                float green = line[i + 1] + (line[j + 1] - line[i + 1]) * share;
                float red = line[i + 2] + (line[j + 2] - line[i + 2]) * share;
                int pixel = (at + x) * 3;
                value += blue * (bgr[pixel] & 0xFF) + green * (bgr[pixel + 1] & 0xFF) + red * (bgr[pixel + 2] & 0xFF);
                into[at + x] = Math.min(1, Math.max(0, (value - 0.5f) * contrast + 0.5f));
            }
        }
    }

    /** Whether a fit gives 0 or 1 for any colour, or {@link #MIXED}. */
    private static byte state(float[] line, int at, float contrast) {
        if (line[at] != 0 || line[at + 1] != 0 || line[at + 2] != 0) {
            return MIXED;
        }
        float value = (line[at + 3] - 0.5f) * contrast + 0.5f;
        return value >= 1 ? 1 : value <= 0 ? 0 : MIXED;
    }
}
