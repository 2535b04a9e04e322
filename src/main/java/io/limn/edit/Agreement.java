package io.limn.edit;

import io.limn.label.LabelSet;

/**
 * Keeps the two label layers consistent where one of them was painted: an arm painted in {@code parts} becomes an arm of the same side in
 * {@code anatomy} too. The other layer's label of a pixel changes only where it contradicts the painted one.
 *
 * @param area the painted area
 * @param layer index of the painted layer, 0 for the main one
 * @param id of the painted label
 */
record Agreement(Area area, int layer, int id) {
    void on(EditedFrame frame) {
        if (area.isEmpty() || id == 0 || layer < 0 || layer > 1 || frame.labels.size() < 2) {
            return;
        }
        int other = 1 - layer;
        int[] counts = counts(frame, other);
        int[] table = layer == 0
                ? AgreementTables.anatomy(frame.labels.get(0), id, frame.labels.get(1), counts)
                : AgreementTables.parts(frame.labels.get(1), id, frame.labels.get(0));
        if (table == null) {
            return;
        }
        if (frame.cells != null) {
            cells(frame.cells, other, table);
        }
        byte[] map = frame.maps.get(other);
        for (int y = area.top(); y < area.bottom(); y++) {
            for (int x = area.left(); x < area.right(); x++) {
                int at = y * frame.width + x;
                if (area.covers(x, y) && frame.main()[at] != 0) {
                    map[at] = (byte) table[map[at] & 0xFF];
                }
            }
        }
    }

    /** How many of the area's pixels have each id of a layer. */
    private int[] counts(EditedFrame frame, int of) {
        int[] counts = new int[256];
        byte[] map = frame.maps.get(of);
        for (int y = area.top(); y < area.bottom(); y++) {
            for (int x = area.left(); x < area.right(); x++) {
                if (area.covers(x, y)) {
                    counts[map[y * frame.width + x] & 0xFF]++;
                }
            }
        }
        return counts;
    }

    private void cells(EditedCells cells, int other, int[] table) {
        float[] planes = cells.layers.get(other);
        LabelSet labels = cells.labels.get(other);
        cells.covered(area, (cell, share) -> {
            float[] moved = new float[labels.size()];
            for (int from = 0; from < moved.length; from++) {
                if (table[from] != from) {
                    float there = planes[from * cells.cells + cell];
                    float most = from == 0 ? Math.max(0, there - cells.nobody(cell)) : there;
                    float given = Math.min(share * there, most);
                    moved[from] -= given;
                    moved[table[from]] += given;
                }
            }
            for (int label = 0; label < moved.length; label++) {
                planes[label * cells.cells + cell] += moved[label];
            }
        });
    }
}
