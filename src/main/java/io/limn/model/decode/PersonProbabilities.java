package io.limn.model.decode;

import io.limn.parsing.CellGrid;
import io.limn.parsing.ProbabilityMap;

/** Person probabilities for networks that label pixels: the probability of labels that mark persons, divided among the pixel's owners. */
final class PersonProbabilities implements ProbabilityMap {
    private final ProbabilityMap main;
    private final boolean[] people;
    private final ProbabilityMap owners;

    /**
     * @param main the main layer
     * @param people by plane of the main layer, whether the label marks a person
     * @param owners on the same grid; plane 0 is for an unknown person
     */
    public PersonProbabilities(ProbabilityMap main, boolean[] people, ProbabilityMap owners) {
        this.main = main;
        this.people = people.clone();
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
        for (int plane = 1; plane < people.length; plane++) {
            for (int i = 0; !people[plane] && i < length; i++) {
                labels[i] += labels[plane * length + i];
            }
        }
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
