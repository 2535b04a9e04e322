package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides cells of which the network isn't sure by their colour: is it more like what surely is somebody's around them, or like what
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

    private final List<SureColours> windows = new ArrayList<>();

    /** @param colours blue, green, red of each cell, 0..1, row-major */
    ColourOdds(CellGrid grid, float[] colours) {
        for (int radius : RADII) {
            windows.add(new SureColours(
                    radius,
                    new LocalColours(colours, grid.width(), grid.height()),
                    new LocalColours(colours, grid.width(), grid.height())));
        }
    }

    /**
     * What colour adds to the log-odds of each cell; 0 where the network is sure.
     *
     * @param foreground how much of a cell is somebody's by the network, 0..1
     */
    float[] added(float[] foreground) {
        float[] added = new float[foreground.length];
        float[] odds = new float[foreground.length];
        for (int cell = 0; cell < odds.length; cell++) {
            odds[cell] = (float) odds(foreground[cell]);
        }
        for (int pass = 0; pass < PASSES; pass++) {
            gather(odds, pass == 0 ? 1 : SLOPE);
            for (int cell = 0; cell < odds.length; cell++) {
                double network = odds(foreground[cell]);
                if (Math.abs(network) < SURE) {
                    added[cell] = (float) ratio(cell);
                    odds[cell] = (float) (network + added[cell]);
                }
            }
        }
        return added;
    }

    static double odds(float probability) {
        double p = Math.min(1 - LEAST, Math.max(LEAST, probability));
        return Math.log(p / (1 - p));
    }

    private void gather(float[] odds, double slope) {
        float[] somebody = new float[odds.length];
        float[] nobody = new float[odds.length];
        for (int cell = 0; cell < odds.length; cell++) {
            double sure = (probability(slope * odds[cell]) - 0.5) / (SURELY - 0.5);
            somebody[cell] = sure > 0 ? (float) Math.min(1, sure * sure) : 0;
            nobody[cell] = sure < 0 ? (float) Math.min(1, sure * sure) : 0;
        }
        for (SureColours window : windows) {
            window.somebody().gather(somebody, window.radius());
            window.nobody().gather(nobody, window.radius());
        }
    }

    private double ratio(int cell) {
        double sum = 0;
        for (SureColours window : windows) {
            sum += window.ratio(cell);
        }
        return sum / windows.size();
    }

    static float probability(double odds) {
        return (float) (1 / (1 + Math.exp(-odds)));
    }
}
