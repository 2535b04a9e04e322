package io.limn.frame.colour;

/** The 3×3 matrices of colorimetry. */
final class Matrices {
    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };

    private Matrices() {}

    /** Linear RGB to CIE XYZ, white having Y = 1. */
    static double[][] toXyz(double[] xy) {
        double[][] primaries = new double[3][3];
        for (int i = 0; i < 3; i++) {
            double[] column = xyz(xy[2 + 2 * i], xy[3 + 2 * i]);
            for (int row = 0; row < 3; row++) {
                primaries[row][i] = column[row];
            }
        }
        double[] scale = times(inverse(primaries), xyz(xy[0], xy[1]));
        for (double[] row : primaries) {
            for (int i = 0; i < 3; i++) {
                row[i] *= scale[i];
            }
        }
        return primaries;
    }

    /** From one white to another. */
    static double[][] adaptation(double[] from, double[] to) {
        double[] source = times(BRADFORD, xyz(from[0], from[1]));
        double[] target = times(BRADFORD, xyz(to[0], to[1]));
        double[][] scaled = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                scaled[i][j] = BRADFORD[i][j] * target[i] / source[i];
            }
        }
        return times(inverse(BRADFORD), scaled);
    }

    static double[] xyz(double x, double y) {
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    static double[] times(double[][] m, double[] v) {
        double[] out = new double[3];
        for (int i = 0; i < 3; i++) {
            out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
        }
        return out;
    }

    static double[][] times(double[][] a, double[][] b) {
        double[][] out = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                out[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
            }
        }
        return out;
    }

    static double[][] inverse(double[][] m) {
        double[][] out = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int a = (j + 1) % 3;
                int b = (j + 2) % 3;
                int c = (i + 1) % 3;
                int d = (i + 2) % 3;
                out[i][j] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
            }
        }
        for (int i = 0; i < 3; i++) {
            determinant += m[0][i] * out[i][0];
        }
        for (double[] row : out) {
            for (int j = 0; j < 3; j++) {
                row[j] /= determinant;
            }
        }
        return out;
    }
}
