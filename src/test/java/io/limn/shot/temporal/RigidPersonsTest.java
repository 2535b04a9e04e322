package io.limn.shot.temporal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RigidPersonsTest {
    private static final int WIDTH = 16;
    private static final int HEIGHT = 8;

    /** Nobody but at columns from..to, where person 1 is. */
    private static CellPlanes personAt(int from, int to) {
        float[] planes = new float[2 * WIDTH * HEIGHT];
        for (int cell = 0; cell < WIDTH * HEIGHT; cell++) {
            boolean person = cell % WIDTH >= from && cell % WIDTH <= to;
            planes[cell] = person ? 0 : 1;
            planes[WIDTH * HEIGHT + cell] = person ? 1 : 0;
        }
        return CellPlanes.of(planes, 2);
    }

    /** Everything moves right by so many columns; columns from..to aren't trusted, and there the flow finds no motion. */
    private static Warp moved(float columns, int from, int to) {
        float[] x = new float[WIDTH * HEIGHT];
        float[] y = new float[WIDTH * HEIGHT];
        float[] trust = new float[WIDTH * HEIGHT];
        for (int cell = 0; cell < trust.length; cell++) {
            boolean trusted = cell % WIDTH < from || cell % WIDTH > to;
            trust[cell] = trusted ? 1 : 0;
            x[cell] = cell % WIDTH + (trusted ? columns : 0);
            y[cell] = cell / WIDTH;
        }
        return new Warp(WIDTH, HEIGHT, x, y, trust);
    }

    private static String row(CellPlanes persons) {
        char[] row = new char[WIDTH];
        for (int column = 0; column < WIDTH; column++) {
            row[column] = persons.values()[(HEIGHT + 3) * WIDTH + column] > 0.5f ? '#' : '.';
        }
        return new String(row);
    }

    @Test
    void cellsWhoseMotionIsNotTrustedMoveAsMostOfTheirPersonDoes() {
        CellPlanes person = personAt(4, 9);
        CellPlanes carried = RigidPersons.carried(person, moved(3, 8, 9), moved(-3, 11, 13));
        assertEquals(".......######...", row(carried));
    }

    @Test
    void trustedPartsMoveIndependently() {
        CellPlanes person = personAt(4, 9);
        CellPlanes carried = RigidPersons.carried(person, moved(3, 99, 99), moved(-2, 99, 99));
        assertEquals("......######....", row(carried));
    }

    @Test
    void aPersonWithTooFewTrustedCellsMovesByTheFlow() {
        CellPlanes person = personAt(4, 9);
        CellPlanes carried = RigidPersons.carried(person, moved(3, 4, 8), moved(0, 4, 9));
        assertEquals("....######......", row(carried));
    }
}
