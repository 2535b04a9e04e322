package io.limn.model.decode;

import io.limn.parsing.CellGrid;
import io.limn.parsing.ProbabilityMap;

/** Persons where the network labels pixels: the probability of the main layer's foreground, shared among the pixel's owners. */
public final class PersonProbabilities implements ProbabilityMap {
    private final ProbabilityMap main;
    private final ProbabilityMap owners;

    /**
     * @param main the main layer, plane 0 being the background
     * @param owners on the same grid; plane 0 where no person can be told
     */
    public PersonProbabilities(ProbabilityMap main, ProbabilityMap owners) {
        this.main = main;
        this.owners = owners;
    }

    @Override
    public int planes() {
        return owners.planes();
    }

    @Override
    public int width() {
        return main.width();
    }

    @Override
    public int height() {
        return main.height();
    }

    @Override
    public CellGrid grid() {
        return main.grid();
    }

    @Override
    public void cells(float[] into) {
        float[] labels = new float[main.planes() * grid().cells()];
        main.cells(labels);
        owners.cells(into);
        share(labels, into, grid().cells());
    }

    @Override
    public Rows rows() {
        Rows labelRows = main.rows();
        Rows ownerRows = owners.rows();
        float[] labels = new float[main.planes() * width()];
        return (y, into) -> {
            labelRows.read(y, labels);
            ownerRows.read(y, into);
            share(labels, into, width());
        };
    }

    private void share(float[] labels, float[] into, int length) {
        for (int i = 0; i < length; i++) {
            float background = labels[i];
            into[i] = background + (1 - background) * into[i];
        }
        for (int at = length; at < planes() * length; at += length) {
            for (int i = 0; i < length; i++) {
                into[at + i] *= 1 - labels[i];
            }
        }
    }
}
