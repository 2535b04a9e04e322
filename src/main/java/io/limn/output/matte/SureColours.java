package io.limn.output.matte;

/** What surely is somebody's and nobody's within windows of a size. */
record SureColours(LocalColours somebody, LocalColours nobody) {
    /** Added to the variances of colours, of 0..1. */
    private static final double EPSILON = 3e-4;
    /** The most that colour adds to the log-odds. */
    private static final double MOST = 4;
    /** Less of a window than this counts less. */
    private static final double ENOUGH = 0.03;

    /** See {@link LocalColours#row}. */
    void row(int y, int first, int last) {
        somebody.row(y, first, last);
        nobody.row(y, first, last);
    }

    /**
     * The logarithm of how much more a cell of the row is like what is somebody's, within {@link #MOST}; 0 where there is nothing to
     * compare with.
     */
    double ratio(int x) {
        double enough = Math.min(1, Math.min(somebody.share(x), nobody.share(x)) / ENOUGH);
        if (enough < 1e-3) {
            return 0;
        }
        return enough * Math.min(MOST, Math.max(-MOST, somebody.logRatio(nobody, x, EPSILON)));
    }
}
