package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * Classifies cells the network is unsure of by colour: is it closer to the certain foreground around the cell, or to the certain
 * background? Each is modelled as a normal distribution of the colours in a window around the cell. The log-ratio of their densities,
 * averaged over windows of two sizes, is added to the network's log-odds. Cells the network is sure of don't change.
 */
final class ColourOdds {
    /** Radii of the windows, in cells. */
    private static final int[] RADII = {6, 12};

    private static final int PASSES = 2;
    /** From these log-odds on, either way, colour is not used. */
    static final double SURE = 7;

    private static final double LEAST = 1e-4;
    private static final double MOST = Math.log((1 - LEAST) / LEAST);
    /** Cells with at least this probability of being foreground, or background, have full weight as samples. */
    private static final double SURELY = 0.9;
    /** Factor on the log-odds after the first pass: the network's ramp is wider than the edge. */
    private static final double SLOPE = 2.5;

    /** The log-odds of {@link #SURELY}. */
    private static final double SURE_ODDS = Math.log(SURELY / (1 - SURELY));

    private final int width;
    private final int height;
    private final WeightedColours somebody;
    private final WeightedColours nobody;
    private final List<SureColours> windows = new ArrayList<>();

    /** @param colours blue, green, red of each cell, 0..1, row-major */
    ColourOdds(CellGrid grid, float[] colours) {
        width = grid.width();
        height = grid.height();
        somebody = WeightedColours.of(colours, width);
        nobody = WeightedColours.of(colours, width);
        for (int radius : RADII) {
            windows.add(new SureColours(
                    new LocalColours(somebody, width, height, radius),
                    new LocalColours(nobody, width, height, radius)));
        }
    }

    /**
     * What colour adds to the log-odds of each cell; 0 where the network is sure.
     *
     * @param foreground the network's share of a cell that belongs to people, 0..1
     */
    float[] added(float[] foreground) {
        float[] added = new float[foreground.length];
        float[] network = new float[foreground.length];
        for (int cell = 0; cell < network.length; cell++) {
            network[cell] = (float) odds(foreground[cell]);
        }
        float[][] ratios = new float[windows.size()][added.length];
        for (int pass = 0; pass < PASSES; pass++) {
            weigh(network, added, pass == 0 ? 1 : SLOPE);
            Shared.steps(windows.size(), () -> this, (all, i) -> ratios(windows.get(i), network, ratios[i]));
            for (int cell = 0; cell < added.length; cell++) {
                float sum = 0;
                for (float[] ratio : ratios) {
                    sum += ratio[cell];
                }
                added[cell] = sum / ratios.length;
            }
        }
        return added;
    }

    /** The ratios of one window's size, where the network is unsure. */
    private void ratios(SureColours window, float[] network, float[] into) {
        for (int y = 0; y < height; y++) {
            int from = y * width;
            int first = 0;
            while (first < width && Math.abs(network[from + first]) >= SURE) {
                first++;
            }
            int last = width - 1;
            while (last > first && Math.abs(network[from + last]) >= SURE) {
                last--;
            }
            window.row(y, first, last);
            for (int x = first; x <= last; x++) {
                if (Math.abs(network[from + x]) < SURE) {
                    into[from + x] = (float) window.ratio(x);
                }
            }
        }
    }

    private void weigh(float[] network, float[] added, double slope) {
        for (int y = 0, cell = 0; y < height; y++) {
            for (int x = 0; x < width; x++, cell++) {
                double odds = slope * (network[cell] + added[cell]);
                float weight = weight(Math.abs(odds));
                somebody.weigh(x, y, odds > 0 ? weight : 0);
                nobody.weigh(x, y, odds < 0 ? weight : 0);
            }
        }
    }

    private static float weight(double odds) {
        if (odds >= SURE_ODDS) {
            return 1;
        }
        double sure = (probability(odds) - 0.5) / (SURELY - 0.5);
        return (float) (sure * sure);
    }

    static double odds(float probability) {
        if (probability <= LEAST) {
            return -MOST;
        }
        return probability >= 1 - LEAST ? MOST : Math.log(probability / (1 - (double) probability));
    }

    static float probability(double odds) {
        return (float) (1 / (1 + Math.exp(-odds)));
    }
}
