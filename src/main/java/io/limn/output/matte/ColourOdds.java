package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides cells of which the network isn't sure by their colour: is it more like the sure cells of people around them, or like what
 * surely is nobody's? Both are a normal distribution of colours around the cell; the logarithm of the ratio of their
 * densities, a mean over windows of two sizes, is added to the network's log-odds. Where the network is sure, colour can't change its mind.
 */
final class ColourOdds {
    /** Of the windows, in cells. */
    private static final int[] RADII = {6, 12};

    private static final int PASSES = 2;
    /** Log-odds that colour makes no difference to. */
    static final double SURE = 7;

    private static final double LEAST = 1e-4;
    /** How probable it is what sure cells are. */
    private static final double SURELY = 0.9;
    /** The network's ramp is wider than the edge. */
    private static final double SLOPE = 2.5;

    /** Log-odds from which on {@link #SURELY} is reached. */
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
        somebody = WeightedColours.of(colours);
        nobody = WeightedColours.of(colours);
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
        for (int pass = 0; pass < PASSES; pass++) {
            weigh(network, added, pass == 0 ? 1 : SLOPE);
            for (int y = 0; y < height; y++) {
                row(y, network, added);
            }
        }
        return added;
    }

    private void row(int y, float[] network, float[] added) {
        int from = y * width;
        boolean unsure = false;
        for (int cell = from; cell < from + width && !unsure; cell++) {
            unsure = Math.abs(network[cell]) < SURE;
        }
        for (SureColours window : windows) {
            window.row(y, unsure);
        }
        for (int x = 0; x < width && unsure; x++) {
            if (Math.abs(network[from + x]) < SURE) {
                added[from + x] = (float) ratio(x);
            }
        }
    }

    private void weigh(float[] network, float[] added, double slope) {
        for (int cell = 0; cell < network.length; cell++) {
            double odds = slope * (network[cell] + added[cell]);
            double sure = Math.abs(odds) >= SURE_ODDS ? 1 : (probability(Math.abs(odds)) - 0.5) / (SURELY - 0.5);
            float weight = (float) (sure * sure);
            somebody.weigh(cell, odds > 0 ? weight : 0);
            nobody.weigh(cell, odds < 0 ? weight : 0);
        }
    }

    private double ratio(int x) {
        double sum = 0;
        for (SureColours window : windows) {
            sum += window.ratio(x);
        }
        return sum / windows.size();
    }

    static double odds(float probability) {
        double p = Math.min(1 - LEAST, Math.max(LEAST, probability));
        return Math.log(p / (1 - p));
    }

    static float probability(double odds) {
        return (float) (1 / (1 + Math.exp(-odds)));
    }
}
