package io.limn.output.exr;

/** How blocks of rows are compressed; all methods are lossless. */
public enum Compression {
    /** Uncompressed, row by row. */
    NONE(0, 1),
    /** Deflate, row by row: faster for programs that read single rows. */
    ZIPS(2, 1),
    /** Deflate, in blocks of 16 rows. */
    ZIP(3, 16);

    private final int number;
    private final int rows;

    Compression(int number, int rows) {
        this.number = number;
        this.rows = rows;
    }

    /** The value of the attribute {@code compression}. */
    int number() {
        return number;
    }

    /** Rows per block; the last block of a file may have fewer. */
    int rows() {
        return rows;
    }
}
