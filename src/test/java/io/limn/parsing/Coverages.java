package io.limn.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What holds of every coverage. */
public final class Coverages {
    private static final double SUM_TOLERANCE = 1e-4;
    private static final double MOST_DIFFERENT = 0.001;

    private Coverages() {}

    /** Every layer sums to 1 at each pixel and cell, and its most probable label is the label map's. */
    public static void checkLayers(Parsing parsing) {
        Coverage coverage = parsing.coverage().orElseThrow();
        for (LabelLayer layer : parsing.layers()) {
            ProbabilityMap map = coverage.layer(layer.labels().name());
            assertThat(map.planes()).isEqualTo(layer.labels().size());
            assertThat(different(map, layer.ids()))
                    .as(
                            "share of pixels of layer %s whose most probable label is another",
                            layer.labels().name())
                    .isLessThanOrEqualTo(MOST_DIFFERENT);
            checkCells(map);
        }
    }

    /** Persons and owners sum to 1, and the share of pixels whose most probable person isn't the person map's is small. */
    public static void checkPersons(Parsing parsing, double mostDifferent) {
        Coverage coverage = parsing.coverage().orElseThrow();
        assertThat(coverage.persons().planes()).isEqualTo(parsing.persons().size() + 1);
        assertThat(different(coverage.persons(), parsing.personMap().ids()))
                .as("share of pixels whose most probable person is another")
                .isLessThanOrEqualTo(mostDifferent);
        assertThat(coverage.owners().planes()).isEqualTo(parsing.persons().size() + 1);
        different(coverage.owners(), parsing.personMap().ids());
        checkCells(coverage.persons());
        checkCells(coverage.owners());
    }

    /** The share of pixels whose most probable plane isn't the map's id; checks on the way that planes sum to 1. */
    public static double different(ProbabilityMap map, byte[] ids) {
        int width = map.width();
        float[] row = new float[map.planes() * width];
        ProbabilityMap.Rows rows = map.rows();
        int different = 0;
        for (int y = 0; y < map.height(); y++) {
            rows.read(y, row);
            for (int x = 0; x < width; x++) {
                double sum = 0;
                int best = 0;
                for (int plane = 0; plane < map.planes(); plane++) {
                    float value = row[plane * width + x];
                    if (!(value >= 0 && value <= 1.0001)) {
                        throw new AssertionError("plane " + plane + " at " + x + "," + y + " is " + value);
                    }
                    sum += value;
                    best = value > row[best * width + x] ? plane : best;
                }
                if (Math.abs(sum - 1) > SUM_TOLERANCE) {
                    throw new AssertionError("probabilities at " + x + "," + y + " sum to " + sum);
                }
                different += best == (ids[y * width + x] & 0xFF) ? 0 : 1;
            }
        }
        return (double) different / ids.length;
    }

    private static void checkCells(ProbabilityMap map) {
        int cells = map.grid().cells();
        float[] values = new float[map.planes() * cells];
        map.cells(values);
        for (int cell = 0; cell < cells; cell++) {
            double sum = 0;
            for (int at = cell; at < values.length; at += cells) {
                sum += values[at];
            }
            assertThat(sum).as("sum at cell %d", cell).isCloseTo(1, within(SUM_TOLERANCE));
        }
        assertThat(map.grid().stepX() * map.grid().width())
                .as("cells span the frame")
                .isCloseTo(map.width(), within(2 * map.grid().stepX()));
    }
}
