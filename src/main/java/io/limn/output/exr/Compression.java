package io.limn.output.exr;

/** How blocks of rows are stored; all lossless. */
public enum Compression {
    /** As they are, row by row. */
    NONE(0, 1),
    /** Deflate, row by row: quicker to read for programs that want single rows. */
    ZIPS(2, 1),
    /** Deflate, 16 rows at once. */
    ZIP(3, 16);

    private final int number;
    private final int rows;

    Compression(int number, int rows) {
        this.number = number;
        this.rows = rows;
    }

    /** In the attribute {@code compression}. */
    int number() {
        return number;
    }

    /** Of a block; the last of a file may have fewer. */
    int rows() {
        return rows;
    }
}
