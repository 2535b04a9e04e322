package io.limn.model.decode;

/** The logits of one mask, row by row. Not thread-safe. */
interface LogitRows {
    /** The first column that may count. */
    int left();

    /** The column after the last that may count. */
    int right();

    /** Whether any column of the row may count. */
    boolean reaches(int y);

    /** The logits of row y by column, valid from {@link #left} to {@link #right}; lent until the next call. */
    float[] row(int y);
}
