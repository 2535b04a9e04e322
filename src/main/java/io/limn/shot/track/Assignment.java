package io.limn.shot.track;

import java.util.Arrays;

/** Pairs rows with columns at the least total cost (the Hungarian method, Kuhn 1955, in the O(n³) form with potentials). */
final class Assignment {
    private Assignment() {}

    /** @param costs rows × columns, finite @return the column of each row; -1 for rows without one, if there are more rows than columns */
    static int[] of(float[][] costs) {
        int rows = costs.length;
        int columns = rows == 0 ? 0 : costs[0].length;
        if (rows > columns) {
            int[] byColumn = of(transposed(costs, columns));
            int[] byRow = new int[rows];
            Arrays.fill(byRow, -1);
            for (int column = 0; column < columns; column++) {
                byRow[byColumn[column]] = column;
            }
            return byRow;
        }
        double[] rowPotential = new double[rows + 1];
        double[] columnPotential = new double[columns + 1];
        int[] rowOf = new int[columns + 1];
        for (int row = 1; row <= rows; row++) {
            augment(costs, row, rowPotential, columnPotential, rowOf);
        }
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, -1);
        for (int column = 1; column <= columns; column++) {
            if (rowOf[column] > 0) {
                columnOf[rowOf[column] - 1] = column - 1;
            }
        }
        return columnOf;
    }

    private static void augment(
            float[][] costs, int row, double[] rowPotential, double[] columnPotential, int[] rowOf) {
        int columns = columnPotential.length - 1;
        double[] least = new double[columns + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        boolean[] used = new boolean[columns + 1];
        int[] way = new int[columns + 1];
        int column = 0;
        rowOf[0] = row;
        do {
            used[column] = true;
            int from = rowOf[column];
            double delta = Double.POSITIVE_INFINITY;
            int next = 0;
            for (int j = 1; j <= columns; j++) {
                if (used[j]) {
                    continue;
                }
                double reduced = costs[from - 1][j - 1] - rowPotential[from] - columnPotential[j];
                if (reduced < least[j]) {
                    least[j] = reduced;
                    way[j] = column;
                }
                if (least[j] < delta) {
                    delta = least[j];
                    next = j;
                }
            }
            for (int j = 0; j <= columns; j++) {
                if (used[j]) {
                    rowPotential[rowOf[j]] += delta;
                    columnPotential[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
        } while (rowOf[column] != 0);
        while (column != 0) {
            rowOf[column] = rowOf[way[column]];
            column = way[column];
        }
    }

    private static float[][] transposed(float[][] costs, int columns) {
        float[][] turned = new float[columns][costs.length];
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < columns; j++) {
                turned[j][i] = costs[i][j];
            }
        }
        return turned;
    }
}
