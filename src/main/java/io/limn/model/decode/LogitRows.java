package io.limn.model.decode;

/** The logits of one mask, row by row. Not thread-safe. */
interface LogitRows {
    /** The first column that may have relevant logits; logits outside are negligible. */
    int left();

    /** The column after the last that may have relevant logits. */
    int right();

    /** Whether the row may have relevant logits. */
    boolean reaches(int y);

    /** The logits of row y by column, valid from {@link #left} to {@link #right}; the array is valid until the next call. */
    float[] row(int y);
}
