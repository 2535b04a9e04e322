package io.limn.shot.temporal;

/** How sure a filtered frame's labels are, and how many the filter changed. */
final class ResultMeasures {
    private ResultMeasures() {}

    /** The mean probability of the labels given to persons; 1 where there is nobody. */
    static float confidence(FrameCells cells, PeopleLabels people) {
        int count = cells.grid().cells();
        CellPlanes main = cells.layers().get(0);
        double sum = 0;
        int somebody = 0;
        for (int cell = 0; cell < count; cell++) {
            int label = main.winner(cell);
            if (people.is(label)) {
                sum += main.values()[label * count + cell];
                somebody++;
            }
        }
        return somebody == 0 ? 1 : (float) (sum / somebody);
    }

    /** The share of the persons' cells whose label isn't that of the frame by itself. */
    static float changed(FrameCells alone, FrameCells steady, PeopleLabels people) {
        int count = alone.grid().cells();
        int changed = 0;
        int somebody = 0;
        for (int cell = 0; cell < count; cell++) {
            int before = alone.layers().get(0).winner(cell);
            int after = steady.layers().get(0).winner(cell);
            if (people.is(before) || people.is(after)) {
                somebody++;
                changed += before == after ? 0 : 1;
            }
        }
        return somebody == 0 ? 0 : (float) changed / somebody;
    }
}
