package io.limn.edit;

/**
 * Paints an area. In the main layer, this decides what belongs to a person at all; other layers, and persons, are painted only where the
 * main layer isn't background.
 *
 * @param layer index of the label layer; -1 for persons
 * @param id label id, or person id; 0 removes
 * @param person who gets pixels of the main layer; 0 if none was named
 * @param inside whether the main layer is painted only where it isn't background
 */
record Paint(Area area, int layer, int id, int person, boolean inside) {
    static final int PERSONS = -1;

    void on(EditedFrame frame) {
        if (area.isEmpty()) {
            return;
        }
        if (layer == PERSONS) {
            if (id > 0) {
                frame.begin(id);
            }
            persons(frame);
        } else if (layer > 0 || inside && id > 0) {
            within(frame);
        } else {
            main(frame);
        }
    }

    private void persons(EditedFrame frame) {
        if (frame.cells != null) {
            EditedCells cells = frame.cells;
            cells.covered(area, (cell, share) -> {
                cells.give(cells.owners, id, cell, share);
                cells.paint(cell);
            });
        }
        pixels(frame, at -> {
            if (frame.main()[at] != 0) {
                frame.persons[at] = (byte) id;
            }
        });
    }

    /** Paints a label only where the main layer isn't background. */
    private void within(EditedFrame frame) {
        if (frame.cells != null) {
            EditedCells cells = frame.cells;
            cells.covered(area, (cell, share) -> {
                float nobody = cells.nobody(cell);
                float[] planes = cells.layers.get(layer);
                cells.give(planes, id, cell, share);
                cells.move(planes, id, 0, cell, id == 0 ? 0 : taken(planes, cells, cell, share, nobody));
                if (person > 0) {
                    cells.give(cells.owners, person, cell, share);
                }
                cells.paint(cell);
            });
        }
        if (person > 0) {
            frame.begin(person);
        }
        pixels(frame, at -> {
            if (frame.main()[at] != 0) {
                set(frame, at);
                if (person > 0 && id > 0) {
                    frame.persons[at] = (byte) person;
                }
            }
        });
    }

    /** The share of the label that goes back to the background, so that background stays background. */
    private float taken(float[] planes, EditedCells cells, int cell, float share, float nobody) {
        float label = planes[id * cells.cells + cell];
        return label <= 0 ? 0 : Math.min(1, share * nobody / label);
    }

    private void main(EditedFrame frame) {
        int giver = id == 0 ? 0 : person > 0 ? person : new AreaOwner(frame, area).id();
        if (giver > 0) {
            frame.begin(giver);
        }
        if (frame.cells != null) {
            cells(frame, giver);
        }
        pixels(frame, at -> {
            if (id > 0 && (person > 0 || frame.persons[at] == 0)) {
                frame.persons[at] = (byte) giver;
            }
            set(frame, at);
        });
    }

    private void cells(EditedFrame frame, int giver) {
        EditedCells cells = frame.cells;
        float[] given = new float[cells.people];
        cells.covered(area, (cell, share) -> {
            float before = (1 - share) * (1 - cells.nobody(cell));
            cells.give(cells.layers.get(0), id, cell, share);
            cells.paint(cell);
            if (id == 0) {
                for (int i = 1; i < cells.layers.size(); i++) {
                    cells.give(cells.layers.get(i), 0, cell, share);
                }
                return;
            }
            assign(frame, giver, cell, given);
            for (int plane = 0; plane < cells.people; plane++) {
                int at = plane * cells.cells + cell;
                cells.owners[at] = (before * cells.owners[at] + given[plane]) / (before + share);
                given[plane] = 0;
            }
        });
    }

    /** Adds up the owners of a cell's painted pixels, as shares of the cell. */
    private void assign(EditedFrame frame, int giver, int cell, float[] given) {
        EditedCells cells = frame.cells;
        int column = cell % cells.grid.width();
        int row = cell / cells.grid.width();
        float one = 1 / (255f * cells.across.count(column) * cells.down.count(row));
        for (int y = cells.down.first()[row]; y < cells.down.end()[row]; y++) {
            for (int x = cells.across.first()[column]; x < cells.across.end()[column]; x++) {
                int owner = frame.persons[y * frame.width + x] & 0xFF;
                given[person > 0 || owner == 0 ? giver : owner] += one * area.at(x, y);
            }
        }
    }

    private void set(EditedFrame frame, int at) {
        frame.maps.get(layer)[at] = (byte) id;
        if (layer == 0 && id == 0) {
            frame.maps.forEach(map -> map[at] = 0);
            frame.persons[at] = 0;
        }
    }

    private interface Pixel {
        void at(int index);
    }

    private void pixels(EditedFrame frame, Pixel pixel) {
        for (int y = area.top(); y < area.bottom(); y++) {
            for (int x = area.left(); x < area.right(); x++) {
                if (area.covers(x, y)) {
                    pixel.at(y * frame.width + x);
                }
            }
        }
    }
}
