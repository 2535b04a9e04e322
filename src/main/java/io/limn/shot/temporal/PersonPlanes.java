package io.limn.shot.temporal;

import java.util.Arrays;

/** Planes of persons by their numbers in the shot. */
final class PersonPlanes {
    /** A person with fewer cells than this is dropped, unless it is the largest. */
    private static final int FEWEST_CELLS = 4;

    private PersonPlanes() {}

    /**
     * A frame's persons by their numbers.
     *
     * @param numbers by person of the frame
     * @param planes the highest number plus one
     * @param carried the persons of the frame before, carried to this one; null where there are none
     */
    static CellPlanes numbered(CellPlanes persons, int[] numbers, int planes, CellPlanes carried) {
        int count = persons.cells();
        float[] now = new float[planes * count];
        System.arraycopy(persons.values(), 0, now, 0, count);
        boolean[] found = new boolean[planes];
        for (int person = 1; person < persons.planes(); person++) {
            int number = numbers[person];
            found[number] = number > 0;
            for (int cell = 0; cell < count; cell++) {
                now[number * count + cell] += persons.values()[person * count + cell];
            }
        }
        if (carried != null) {
            unmerge(now, carried.widened(planes).values(), found, planes, count);
        }
        return CellPlanes.of(now, planes);
    }

    /**
     * Separates two persons whom a frame found as one, by the frames after it.
     *
     * @param persons by their numbers
     * @param numbers those found in the frame
     * @param later the persons of later frames, carried to this one
     */
    static CellPlanes separated(CellPlanes persons, int[] numbers, CellPlanes later) {
        int planes = Math.max(persons.planes(), later.planes());
        boolean[] found = new boolean[planes];
        for (int number : numbers) {
            found[number] = number > 0;
        }
        float[] values = Arrays.copyOf(persons.values(), planes * persons.cells());
        unmerge(values, later.widened(planes).values(), found, planes, persons.cells());
        return CellPlanes.of(values, planes);
    }

    /** Divides the mask of two persons found as one in the proportions of the carried masks. */
    private static void unmerge(float[] now, float[] before, boolean[] found, int planes, int count) {
        for (int cell = 0; cell < count; cell++) {
            float all = 0;
            float hidden = 0;
            for (int plane = 1; plane < planes; plane++) {
                all += before[plane * count + cell];
                hidden += found[plane] ? 0 : before[plane * count + cell];
            }
            if (hidden < 0.5f * all || all < 0.25f) {
                continue;
            }
            float moved = 0;
            for (int plane = 1; plane < planes; plane++) {
                if (found[plane]) {
                    float part = now[plane * count + cell] * hidden / all;
                    now[plane * count + cell] -= part;
                    moved += part;
                }
            }
            for (int plane = 1; plane < planes; plane++) {
                if (!found[plane]) {
                    now[plane * count + cell] += moved * before[plane * count + cell] / hidden;
                }
            }
        }
    }

    /** Drops persons of very few cells; their cells go to the largest person. */
    static CellPlanes withoutTiny(CellPlanes persons) {
        int planes = persons.planes();
        int count = persons.cells();
        int[] cells = new int[planes];
        for (int cell = 0; cell < count; cell++) {
            cells[persons.winner(cell)]++;
        }
        int largest = 0;
        for (int plane = 1; plane < planes; plane++) {
            largest = largest == 0 || cells[plane] > cells[largest] ? plane : largest;
        }
        float[] values = persons.values();
        for (int plane = 1; plane < planes; plane++) {
            if (cells[plane] >= FEWEST_CELLS || plane == largest) {
                continue;
            }
            for (int cell = 0; cell < count; cell++) {
                values[largest * count + cell] += values[plane * count + cell];
                values[plane * count + cell] = 0;
            }
        }
        return CellPlanes.of(values, planes);
    }
}
