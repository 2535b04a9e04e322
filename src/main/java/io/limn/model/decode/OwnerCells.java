package io.limn.model.decode;

import java.util.Arrays;

/**
 * The probability that a cell belongs to each person, from the centres that it and its neighbours predict: the log-odds between two persons
 * are proportional to the difference of the predicted centre's distances to theirs, averaged over 3x3 cells. Away from other persons a cell
 * belongs to its person alone. The person that a cell was assigned to stays the most probable one.
 */
final class OwnerCells {
    /** Cells from a border between persons up to which ownership is soft. */
    private static final int REACH = 2;
    /** Log-odds between two persons if a cell points exactly at one of the centres. */
    private static final float CERTAINTY = 4;

    private static final float[] BINOMIAL = {1, 2, 1, 2, 4, 2, 1, 2, 1};

    private final PersonDecoder.Persons persons;
    private final Grid grid;
    private final int width;
    private final int height;
    /** The person's id by the id in cells. */
    private final byte[] personOf = new byte[256];
    /** The id in cells by the person's id. */
    private final int[] cellOf;

    private final boolean[] near;
    private final float[] votes;

    private OwnerCells(PersonDecoder.Persons persons, Grid grid) {
        this.persons = persons;
        this.grid = grid;
        width = grid.x.cells;
        height = grid.y.cells;
        cellOf = new int[persons.found().size() + 1];
        for (PersonDecoder.Found one : persons.found()) {
            personOf[one.cell()] = (byte) one.id();
            cellOf[one.id()] = one.cell();
        }
        near = new boolean[cellOf.length];
        votes = new float[cellOf.length];
    }

    static OneHotMap of(PersonDecoder.Persons persons, Grid grid) {
        return new OwnerCells(persons, grid).map();
    }

    private OneHotMap map() {
        byte[] ids = new byte[grid.cells()];
        for (int cell = 0; cell < ids.length; cell++) {
            ids[cell] = personOf[persons.cells()[cell] & 0xFF];
        }
        float[][] shared = new float[ids.length][];
        if (cellOf.length > 2) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    if (severalNear(ids, x, y)) {
                        shared[y * width + x] = shares(ids, x, y);
                    }
                }
            }
        }
        return new OneHotMap(ids, shared, cellOf.length, grid);
    }

    /** Records the persons around a cell in {@link #near}; returns whether there are several. */
    private boolean severalNear(byte[] ids, int x, int y) {
        int own = ids[y * width + x];
        boolean several = false;
        for (int v = Math.max(0, y - REACH); v <= Math.min(height - 1, y + REACH); v++) {
            for (int u = Math.max(0, x - REACH); u <= Math.min(width - 1, x + REACH); u++) {
                several |= ids[v * width + u] != own;
            }
        }
        if (several) {
            Arrays.fill(near, false);
            for (int v = Math.max(0, y - REACH); v <= Math.min(height - 1, y + REACH); v++) {
                for (int u = Math.max(0, x - REACH); u <= Math.min(width - 1, x + REACH); u++) {
                    near[ids[v * width + u] & 0xFF] = true;
                }
            }
        }
        return several;
    }

    private float[] shares(byte[] ids, int x, int y) {
        float[] shares = new float[cellOf.length];
        boolean people = false;
        for (int pass = 0; pass < 2 && !people; pass++) {
            for (int i = 0; i < BINOMIAL.length; i++) {
                int u = x + i % 3 - 1;
                int v = y + i / 3 - 1;
                if (u < 0 || v < 0 || u >= width || v >= height) {
                    continue;
                }
                int cell = v * width + u;
                // Outside of people the offsets mean nothing; they are used only if no cell around is foreground.
                if (persons.steps()[cell] == 0 || pass > 0) {
                    add(ids[cell] & 0xFF, u, v, persons.steps()[cell] == 0, BINOMIAL[i], shares);
                    people = true;
                }
            }
        }
        return settled(shares, ids[y * width + x] & 0xFF);
    }

    private void add(int owner, int x, int y, boolean voted, float weight, float[] shares) {
        if (!voted || !vote(owner, x, y)) {
            shares[owner] += weight;
            return;
        }
        float sum = 0;
        for (float value : votes) {
            sum += value;
        }
        for (int person = 1; person < votes.length; person++) {
            shares[person] += weight * votes[person] / sum;
        }
    }

    /**
     * Whether the cell's owner has a detected centre and no other person nearby has one nearer to the predicted centre; if so, {@link
     * #votes} holds each person's odds against the owner.
     */
    private boolean vote(int owner, int x, int y) {
        CentreOffsets centres = persons.votes();
        if (!centres.has(cellOf[owner] - 1)) {
            return false;
        }
        Arrays.fill(votes, 0);
        votes[owner] = 1;
        double own = centres.distance(x, y, cellOf[owner] - 1);
        for (int person = 1; person < near.length; person++) {
            int peak = cellOf[person] - 1;
            if (person != owner && near[person] && centres.has(peak)) {
                double odds = (own - centres.distance(x, y, peak)) / centres.apart(cellOf[owner] - 1, peak);
                if (odds > 0) {
                    return false;
                }
                votes[person] = (float) Math.exp(CERTAINTY * odds);
            }
        }
        return true;
    }

    /** Normalises the shares to a sum of 1, with none larger than the owner's. */
    private static float[] settled(float[] shares, int owner) {
        float sum = 0;
        float most = 0;
        for (float share : shares) {
            sum += share;
            most = Math.max(most, share);
        }
        float missing = most - shares[owner];
        shares[owner] += missing;
        sum += missing;
        for (int person = 0; person < shares.length; person++) {
            shares[person] /= sum;
        }
        return shares;
    }
}
