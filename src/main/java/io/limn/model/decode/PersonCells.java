package io.limn.model.decode;

import io.limn.parsing.ConnectedComponents;
import io.limn.parsing.ConnectedComponents.Connectivity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Assigns each foreground cell to a person: the one whose centre is nearest to where the cell's offset points (Panoptic-DeepLab), with
 * three corrections.
 *
 * <ol>
 *   <li>A region of foreground without a centre, whose cells agree on none, is a person if it is large enough: the network missed its
 *       centre. Without any centre at all, every large region is a person. A region with almost no heat is not a person but, for example,
 *       a pattern or a leaf that looks like clothes.
 *   <li>A person of only a few cells is dropped; its cells go to the next nearest centre.
 *   <li>A small fragment of a person inside another's cells goes to that other person.
 * </ol>
 */
final class PersonCells {
    /** A region without a centre is a person if it has at least this share of the largest person's (or region's) cells. */
    static final double REGION_SHARE = 0.1;
    /** A person has at least this share of the largest one's cells. */
    static final double PERSON_SHARE = 0.002;
    /** A person has at least this many cells, unless it is the only one. */
    static final int FEWEST_CELLS = 3;
    /** A region smaller than this share of the picture needs twice the heat: the heat of small people's centres is sharply peaked. */
    static final double SMALL_SHARE = 0.01;
    /** A fragment is smaller than this share of its person. */
    static final double SCRAP_SHARE = 0.04;

    /** The person of each cell, 1..n; 0 for background cells and cells without a known person. */
    final byte[] ids;
    /** Score of person i + 1. */
    final List<Float> scores = new ArrayList<>();
    /** Cells of regions that belong to nobody: no centre, no agreement on one, and almost no heat. */
    final BitSet unsupported = new BitSet();
    /** The detected centres: person i + 1 has centre i, unless its centre was missed. */
    final CentreOffsets votes;

    private final Grid grid;
    private final int width;
    private final float[] heat;
    private final float regionThreshold;
    private final BitSet alive = new BitSet();

    /**
     * @param foreground the main layer's label by cell; 0 is background
     * @param heat one plane: the likelihood that a cell is a person's centre, 0..1
     * @param offsets two planes, rightwards and downwards, in input pixels
     */
    PersonCells(
            byte[] foreground,
            float[] heat,
            float[] offsets,
            Grid grid,
            int window,
            float threshold,
            float regionThreshold) {
        this.grid = grid;
        this.heat = heat;
        this.regionThreshold = regionThreshold;
        width = grid.x.cells;
        ids = new byte[grid.cells()];
        List<Peaks.Peak> peaks = Peaks.find(heat, grid, window, threshold);
        peaks.forEach(peak -> scores.add(peak.heat()));
        alive.set(1, peaks.size() + 1);
        votes = new CentreOffsets(peaks, offsets, grid);
        assign(foreground, peaks.size());
        addMissed(foreground, peaks, window);
        dropTiny(peaks.size());
        mendScraps();
    }

    private void assign(byte[] foreground, int peaks) {
        BitSet all = new BitSet();
        all.set(0, peaks);
        for (int cell = 0; cell < ids.length; cell++) {
            if (foreground[cell] != 0) {
                ids[cell] = (byte) (votes.nearest(cell % width, cell / width, all) + 1);
            }
        }
    }

    private void addMissed(byte[] foreground, List<Peaks.Peak> peaks, int window) {
        byte[] mask = new byte[ids.length];
        for (int cell = 0; cell < ids.length; cell++) {
            mask[cell] = (byte) (foreground[cell] == 0 ? 0 : 1);
        }
        ConnectedComponents regions = ConnectedComponents.of(mask, width, grid.y.cells, Connectivity.EIGHT);
        boolean[] centred = new boolean[regions.count()];
        for (Peaks.Peak peak : peaks) {
            int region = regions.at(peak.y() * width + peak.x());
            if (region >= 0) {
                centred[region] = true;
            }
        }
        double[] apart = new double[regions.count()];
        for (int cell = 0; cell < ids.length; cell++) {
            if (ids[cell] != 0) {
                apart[regions.at(cell)] += votes.distance(cell % width, cell / width, (ids[cell] & 0xFF) - 1);
            }
        }
        int largest = peaks.isEmpty() ? largest(regions) : max(sizes());
        for (int region = 0; region < regions.count() && scores.size() < Peaks.MOST; region++) {
            int cells = regions.size(region);
            // The side of a square with as many cells, in input pixels; the votes of one person scatter less than that.
            double reach = grid.stride * Math.max(window, Math.sqrt(cells));
            boolean missed = peaks.isEmpty() || !centred[region] && apart[region] / cells > reach;
            if (!missed) {
                continue;
            }
            float hottest = hottest(regions, region);
            float least = cells < ids.length * SMALL_SHARE ? 2 * regionThreshold : regionThreshold;
            if (hottest < least) {
                drop(regions, region);
            } else if (cells >= largest * REGION_SHARE && (cells >= FEWEST_CELLS || peaks.isEmpty())) {
                claim(regions, region, hottest);
            }
        }
    }

    private float hottest(ConnectedComponents regions, int region) {
        float hottest = 0;
        for (int cell = regions.first(region); cell < ids.length; cell++) {
            if (regions.at(cell) == region) {
                hottest = Math.max(hottest, heat[grid.at(cell)]);
            }
        }
        return hottest;
    }

    private void drop(ConnectedComponents regions, int region) {
        for (int cell = regions.first(region); cell < ids.length; cell++) {
            if (regions.at(cell) == region) {
                ids[cell] = 0;
                unsupported.set(cell);
            }
        }
    }

    private void claim(ConnectedComponents regions, int region, float hottest) {
        int id = scores.size() + 1;
        for (int cell = regions.first(region); cell < ids.length; cell++) {
            if (regions.at(cell) == region) {
                ids[cell] = (byte) id;
            }
        }
        scores.add(hottest);
        alive.set(id);
    }

    private void dropTiny(int peaks) {
        int[] sizes = sizes();
        int largest = max(sizes);
        BitSet left = new BitSet();
        for (int id = 1; id <= scores.size(); id++) {
            boolean tiny = sizes[id] < Math.max(FEWEST_CELLS, largest * PERSON_SHARE) && sizes[id] < largest;
            alive.set(id, !tiny && sizes[id] > 0);
            left.set(id - 1, alive.get(id) && id <= peaks);
        }
        for (int cell = 0; cell < ids.length; cell++) {
            if (ids[cell] != 0 && !alive.get(ids[cell] & 0xFF)) {
                ids[cell] = (byte) (votes.nearest(cell % width, cell / width, left) + 1);
            }
        }
    }

    private void mendScraps() {
        if (alive.cardinality() < 2) {
            return;
        }
        int[] sizes = sizes();
        ConnectedComponents pieces = ConnectedComponents.of(ids, width, grid.y.cells, Connectivity.EIGHT);
        int[][] touching = new int[pieces.count()][];
        for (int cell = 0; cell < ids.length; cell++) {
            int piece = pieces.at(cell);
            if (piece < 0 || pieces.size(piece) >= sizes[ids[cell] & 0xFF] * SCRAP_SHARE) {
                continue;
            }
            int x = cell % width;
            count(touching, piece, cell, x > 0 ? cell - 1 : cell);
            count(touching, piece, cell, x < width - 1 ? cell + 1 : cell);
            count(touching, piece, cell, cell >= width ? cell - width : cell);
            count(touching, piece, cell, cell < ids.length - width ? cell + width : cell);
        }
        for (int cell = 0; cell < ids.length; cell++) {
            int piece = pieces.at(cell);
            if (piece >= 0 && touching[piece] != null) {
                ids[cell] = (byte) largestOf(touching[piece]);
            }
        }
    }

    private void count(int[][] touching, int piece, int cell, int neighbour) {
        int other = ids[neighbour] & 0xFF;
        if (other == 0 || ids[neighbour] == ids[cell]) {
            return;
        }
        if (touching[piece] == null) {
            touching[piece] = new int[scores.size() + 1];
        }
        touching[piece][other]++;
    }

    private int[] sizes() {
        int[] sizes = new int[scores.size() + 1];
        for (byte id : ids) {
            if (id != 0) {
                sizes[id & 0xFF]++;
            }
        }
        return sizes;
    }

    private static int largest(ConnectedComponents regions) {
        return regions.count() == 0 ? 0 : regions.size(regions.largest());
    }

    private static int max(int[] values) {
        return values.length == 0 ? 0 : values[largestOf(values)];
    }

    private static int largestOf(int[] values) {
        int at = 0;
        for (int i = 1; i < values.length; i++) {
            at = values[i] > values[at] ? i : at;
        }
        return at;
    }
}
