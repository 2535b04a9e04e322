package io.limn.output.matte;

/** The colours of certain foreground and certain background, within windows of one size. */
record SureColours(LocalColours somebody, LocalColours nobody) {
    /** Added to the variances of colours, which are 0..1. */
    private static final double EPSILON = 3e-4;
    /** The most that colour adds to or subtracts from the log-odds. */
    private static final double MOST = 4;
    /** If less than this share of a window is certain, the ratio is scaled down. */
    private static final double ENOUGH = 0.03;

    /** See {@link LocalColours#row}. */
    void row(int y, int first, int last) {
        somebody.row(y, first, last);
        nobody.row(y, first, last);
    }

    /**
     * The log-likelihood ratio of foreground to background for the colour of a cell of the row, within ±{@link #MOST}; 0 if either has too
     * few samples nearby.
     */
    double ratio(int x) {
        double enough = Math.min(1, Math.min(somebody.share(x), nobody.share(x)) / ENOUGH);
        if (enough < 1e-3) {
            return 0;
        }
        return enough * Math.min(MOST, Math.max(-MOST, somebody.logRatio(nobody, x, EPSILON)));
    }
}
